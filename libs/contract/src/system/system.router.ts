import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { SystemStatus } from './system.schema.ts';

/** What the system's door needs behind it. The server implements it. */
export interface SystemService {
  status(principal: Principal): Promise<SystemStatus>;
}

export const systemRouter = (system: SystemService) =>
  router({
    status: procedure('system.status')
      .output(SystemStatus)
      .query(({ ctx }) => system.status(ctx.principal)),
  });
