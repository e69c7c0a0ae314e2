import { publicProcedure, router } from '../procedures.ts';
import { SystemStatus } from './system.schema.ts';

/** What the system's door needs behind it. The server implements it. */
export interface SystemService {
  status(): Promise<SystemStatus>;
}

export const systemRouter = (system: SystemService) =>
  router({
    status: publicProcedure.output(SystemStatus).query(() => system.status()),
  });
