import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';

const Env = z.object({
  /** The PostgreSQL server that site and workers share, such as `postgresql://cellboard:secret@localhost:5432/cellboard`. */
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }),
  /** Folder of the files, the same one as the site's. */
  CELLBOARD_DATA: z
    .string()
    .min(1)
    .default('./data')
    .transform((path) => resolve(path)),
  /** Threads for computing. */
  THREADS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
  /** Largest file that is written, in MiB. */
  MAX_UPLOAD_MIB: z.coerce.number().int().min(1).max(4096).default(256),
  /** Time in which an image must be decoded. */
  DECODE_SECONDS: z.coerce.number().min(1).max(600).default(20),
  /** What is logged: this and everything graver. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The settings of a worker. */
export type Env = z.infer<typeof Env>;

/** Settings that cannot be used; its words are for whoever started the worker. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/**
 * Reads the settings once, at the start. An empty setting counts as none.
 *
 * @throws EnvError naming every setting that is missing or wrong
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.entries(source).filter(([, value]) => value !== '');
  const result = Env.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new EnvError(
    `Some settings are missing or wrong; apps/worker/src/env.ts explains each. Without PostgreSQL no worker is needed: the site evaluates by itself.\n${z.prettifyError(result.error)}`,
  );
}
