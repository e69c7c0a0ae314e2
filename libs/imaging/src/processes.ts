export type { Outcome } from './processes/outcome.ts';
export { PoolClosedError, ProcessPool, type ProcessPoolOptions } from './processes/process-pool.ts';
export { serveTasks } from './processes/serve-tasks.ts';
export type { ProcessLimits } from './processes/task-process.ts';
