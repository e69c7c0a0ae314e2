import { openDatabase, type DatabaseLocation } from '@cellboard/db';
import {
  FirstAdmin,
  openDataFolder,
  openFileStore,
  OperatorToken,
  s3SettingsOf,
  Sessions,
  settingsOf,
  type Moved,
  type Resources,
  type Settings,
} from '@cellboard/server';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import type { Env } from './env.ts';

/** The running server. */
export interface Running {
  /** Where it can be reached, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** File of the operator token. */
  readonly tokenPath: string;
  /** Where the first admin makes an account; null where there is an admin. */
  readonly adminLink: string | null;
  /** Answers the open requests, refuses new ones, and closes everything. */
  stop(): Promise<void>;
}

/** Starts the server with these settings. */
export async function start(env: Env, logger: Logger): Promise<Running> {
  await openDataFolder(env.CELLBOARD_DATA);
  const token = await OperatorToken.open(env.CELLBOARD_DATA);
  const { files, update } = await openFileStore({ folder: join(env.CELLBOARD_DATA, 'files'), s3: s3SettingsOf(env) });
  const orm = await openDatabase(locationOf(env));
  try {
    await update(orm.em, sayMoved(logger));
    const site = await settings(env);
    const resources: Resources = { orm, files, settings: site };
    const app = await createApp({
      resources,
      token,
      logger,
      webRoot: fileURLToPath(new URL('../../web/dist', import.meta.url)),
    });
    const fastify = app.getHttpAdapter().getInstance();
    const sweeping = sweepDaily(app.get(Sessions), logger);
    const stop = async () => {
      clearInterval(sweeping);
      await fastify.close();
      await app.close();
      await orm.close();
    };
    const listening = fastify.listen({ port: env.PORT, host: env.HOST });
    const url = await listening.catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
    // Only now is it known where a site listens that took any free port.
    if (env.PORT === 0 && env.CELLBOARD_ADDRESS === undefined) site.origin = originOf(url);
    return { url, tokenPath: token.path, adminLink: await app.get(FirstAdmin).link(), stop };
  } catch (error) {
    await orm.close();
    throw error;
  }
}

/** Where a browser on this machine opens the site: passkeys need a name, and `0.0.0.0` is no address to open. */
export function originOf(url: string): string {
  const { hostname, port, origin } = new URL(url);
  const isThisMachine = ['127.0.0.1', '0.0.0.0', '[::1]', '[::]'].includes(hostname);
  return isThisMachine ? `http://localhost:${port}` : origin;
}

const DAY_MS = 86_400_000;

/** Deletes what has ended, such as sessions, now and every day. */
function sweepDaily(sessions: Sessions, logger: Logger): NodeJS.Timeout {
  const sweep = () => {
    sessions.sweep().catch((error: unknown) => {
      logger.error({ err: error }, 'sessions that ended could not be deleted');
    });
  };
  sweep();
  return setInterval(sweep, DAY_MS).unref();
}

function locationOf({ DATABASE_URL, CELLBOARD_DATA }: Env): DatabaseLocation {
  if (DATABASE_URL === undefined) return { kind: 'pglite', dataDir: join(CELLBOARD_DATA, 'database') };
  return { kind: 'postgresql', url: DATABASE_URL };
}

async function settings(env: Env): Promise<{ -readonly [K in keyof Settings]: Settings[K] }> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const database = env.DATABASE_URL === undefined ? 'pglite' : 'postgresql';
  return settingsOf(env, { version, database, demo: env.CELLBOARD_DEMO, runsJobs: env.RUN_JOBS });
}

function sayMoved(logger: Logger): (moved: Moved) => void {
  return ({ done, total, missing }) => {
    const lost = missing > 0 ? `, ${missing} are missing: run "cellboard verify"` : '';
    logger.info(`Moving the files of an earlier release: ${done} of ${total}${lost}`);
  };
}
