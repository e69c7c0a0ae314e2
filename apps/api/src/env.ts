import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';

const Switch = z.enum(['true', 'false']).transform((word) => word === 'true');

const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  CELLBOARD_DATA: z
    .string()
    .min(1)
    .default('./data')
    .transform((path) => resolve(path)),
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }).optional(),
  CELLBOARD_DEMO: Switch.default(true),
  RUN_JOBS: Switch.default(true),
  THREADS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
  MAX_UPLOAD_MIB: z.coerce.number().int().min(1).max(4096).default(256),
  DECODE_SECONDS: z.coerce.number().min(1).max(600).default(20),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The settings of the server. `.env.example` explains each. */
export type Env = z.infer<typeof Env>;

/** Settings that cannot be used; its words are for whoever started the server. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/**
 * Reads the settings once, at the start. An empty setting counts as none.
 *
 * @throws EnvError naming every setting that is wrong
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.entries(source).filter(([, value]) => value !== '');
  const result = Env.safeParse(Object.fromEntries(given));
  if (!result.success) {
    throw new EnvError(`Some settings are wrong; .env.example explains each.\n${z.prettifyError(result.error)}`);
  }
  if (result.data.DATABASE_URL === undefined && !result.data.RUN_JOBS) {
    throw new EnvError('RUN_JOBS=false needs DATABASE_URL: workers of their own cannot open the embedded database.');
  }
  return result.data;
}
