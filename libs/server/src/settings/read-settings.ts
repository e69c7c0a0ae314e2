import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { Settings } from './server-settings.ts';

const Switch = z.enum(['true', 'false'], 'Use true or false.').transform((word) => word === 'true');

/** The settings that site and workers share. `.env.example` explains each. */
export const sharedSettings = {
  CELLBOARD_DATA: z
    .string()
    .min(1)
    .default('./data')
    .transform((path) => resolve(path)),
  THREADS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
  MAX_UPLOAD_MIB: z.coerce.number().int().min(1).max(4096).default(256),
  DECODE_SECONDS: z.coerce.number().min(1).max(600).default(20),
  SCORE_SECONDS: z.coerce.number().min(1).max(3600).default(300),
  SCORE_MEMORY_MIB: z.coerce.number().int().min(256).max(65_536).default(1536),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

/** Address of a PostgreSQL database. */
export const DatabaseUrl = z.url({
  protocol: /^postgres(?:ql)?$/,
  error: 'Give the address of a database, such as postgresql://user:password@host:5432/cellboard.',
});

const SiteEnv = z.object({
  ...sharedSettings,
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: DatabaseUrl.optional(),
  CELLBOARD_DEMO: Switch.default(true),
  RUN_JOBS: Switch.default(true),
});
export type SiteEnv = z.infer<typeof SiteEnv>;

const WorkerEnv = z.object({ ...sharedSettings, DATABASE_URL: DatabaseUrl });
export type WorkerEnv = z.infer<typeof WorkerEnv>;

/** Settings that cannot be used. The message is for the person who started the process. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/**
 * Reads the settings of the site. An empty setting counts as not set.
 *
 * @throws EnvError naming every setting that is wrong
 */
export function readSiteEnv(source: NodeJS.ProcessEnv): SiteEnv {
  const env = parse(SiteEnv, source, 'Some settings are wrong. .env.example explains each.');
  if (env.DATABASE_URL === undefined && !env.RUN_JOBS) {
    throw new EnvError('RUN_JOBS=false needs DATABASE_URL: separate workers cannot open the embedded database.');
  }
  return env;
}

/**
 * Reads the settings of a worker. An empty setting counts as not set.
 *
 * @throws EnvError naming every setting that is missing or wrong
 */
export function readWorkerEnv(source: NodeJS.ProcessEnv): WorkerEnv {
  return parse(
    WorkerEnv,
    source,
    'Some settings are missing or wrong. .env.example explains each. Without PostgreSQL you need no worker: the site evaluates by itself.',
  );
}

/** The settings that the features see. */
export function settingsOf(
  env: Pick<SiteEnv, 'THREADS' | 'MAX_UPLOAD_MIB' | 'DECODE_SECONDS' | 'SCORE_SECONDS' | 'SCORE_MEMORY_MIB'>,
  rest: Pick<Settings, 'version' | 'database' | 'demo' | 'runsJobs'>,
): Settings {
  return {
    ...rest,
    threads: env.THREADS,
    maxFileBytes: env.MAX_UPLOAD_MIB * 2 ** 20,
    decodeTimeoutMs: env.DECODE_SECONDS * 1000,
    scoring: { seconds: env.SCORE_SECONDS, memoryBytes: env.SCORE_MEMORY_MIB * 2 ** 20 },
  };
}

function parse<T extends z.ZodType>(schema: T, source: NodeJS.ProcessEnv, opening: string): z.output<T> {
  const given = Object.entries(source).filter(([, value]) => value !== '');
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new EnvError(`${opening}\n${z.prettifyError(result.error)}`);
}
