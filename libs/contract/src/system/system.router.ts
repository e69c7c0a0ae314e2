import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { InvariantReport } from './invariant.schema.ts';
import { QueueStatus, SystemStatus } from './system.schema.ts';

/** What the system's door needs behind it. The server implements it. */
export interface SystemService {
  status(principal: Principal): Promise<SystemStatus>;
  queue(principal: Principal): Promise<QueueStatus>;
  invariants(principal: Principal): Promise<InvariantReport>;
}

export const systemRouter = (system: SystemService) =>
  router({
    status: procedure('system.status')
      .output(SystemStatus)
      .query(({ ctx }) => system.status(ctx.principal)),
    queue: procedure('system.queue')
      .output(QueueStatus)
      .query(({ ctx }) => system.queue(ctx.principal)),
    /** What must never be and is: nothing, on a sound installation. */
    invariants: procedure('system.invariants')
      .output(InvariantReport)
      .query(({ ctx }) => system.invariants(ctx.principal)),
  });
