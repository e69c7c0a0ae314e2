import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { s3Env, s3Fault } from './s3-settings.ts';
import type { Settings } from './server-settings.ts';

const DEFAULT_PORT = 3000;

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
  MAX_PREDICTIONS_MIB: z.coerce.number().int().min(1).max(8192).default(8192),
  DECODE_SECONDS: z.coerce.number().min(1).max(600).default(20),
  SCORE_SECONDS: z.coerce.number().min(1).max(3600).default(300),
  SCORE_MEMORY_MIB: z.coerce.number().int().min(256).max(65_536).default(1536),
  CELLBOARD_ADDRESS: z
    .url({ protocol: /^https?$/, error: 'Use the address of the site, such as https://cellboard.example.org.' })
    .transform((address) => new URL(address).origin)
    .optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'Use the address of a mail server, such as smtp://user:password@host:587.' })
    .optional(),
  MAIL_FROM: z.string().min(3).default('Cellboard <cellboard@localhost>'),
  SUBMISSIONS_PER_DAY: z.coerce.number().int().min(1).max(10_000).default(10),
  ...s3Env,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

/** Address of a PostgreSQL database. */
export const DatabaseUrl = z.url({
  protocol: /^postgres(?:ql)?$/,
  error: 'Give the address of a database, such as postgresql://user:password@host:5432/cellboard.',
});

/** The address of a machine, or of a network as `10.0.0.0/8`. */
const NetworkAddress = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'Use addresses of machines or networks, separated by commas, such as 127.0.0.1, 10.0.0.0/8.',
});

const SiteEnv = z.object({
  ...sharedSettings,
  PORT: z.coerce.number().int().min(0).max(65_535).default(DEFAULT_PORT),
  HOST: z.string().min(1).default('127.0.0.1'),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(NetworkAddress))
    .optional(),
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
  unlessFault(s3Fault(env));
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
  const env = parse(
    WorkerEnv,
    source,
    'Some settings are missing or wrong. .env.example explains each. Without PostgreSQL you need no worker: the site evaluates by itself.',
  );
  unlessFault(s3Fault(env));
  return env;
}

/** The settings that the features see. */
export function settingsOf(
  env: Omit<WorkerEnv, 'DATABASE_URL'> & Partial<Pick<SiteEnv, 'PORT' | 'TRUSTED_PROXIES'>>,
  rest: Pick<Settings, 'version' | 'database' | 'demo' | 'runsJobs'>,
): Settings {
  return {
    ...rest,
    origin: env.CELLBOARD_ADDRESS ?? `http://localhost:${env.PORT ?? DEFAULT_PORT}`,
    trustedProxies: env.TRUSTED_PROXIES ?? [],
    mail: { smtp: env.SMTP_URL ?? null, folder: join(env.CELLBOARD_DATA, 'mail'), from: env.MAIL_FROM },
    threads: env.THREADS,
    maxFileBytes: env.MAX_UPLOAD_MIB * 2 ** 20,
    uploads: { folder: join(env.CELLBOARD_DATA, 'uploads'), maxBytes: env.MAX_PREDICTIONS_MIB * 2 ** 20 },
    decodeTimeoutMs: env.DECODE_SECONDS * 1000,
    submissionsPerDay: env.SUBMISSIONS_PER_DAY,
    scoring: { seconds: env.SCORE_SECONDS, memoryBytes: env.SCORE_MEMORY_MIB * 2 ** 20 },
  };
}

function unlessFault(fault: string | null): void {
  if (fault !== null) throw new EnvError(fault);
}

function parse<T extends z.ZodType>(schema: T, source: NodeJS.ProcessEnv, opening: string): z.output<T> {
  const given = Object.entries(source).filter(([, value]) => value !== '');
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new EnvError(`${opening}\n${z.prettifyError(result.error)}`);
}
