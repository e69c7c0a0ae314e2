import { readWorkerEnv, type WorkerEnv } from '@cellboard/server';

/** The settings of a worker. `.env.example` explains each. */
export type Env = WorkerEnv;

/**
 * Reads the settings once, at the start.
 *
 * @throws EnvError naming every setting that is missing or wrong
 */
export function readEnv(): Env {
  return readWorkerEnv(process.env);
}
