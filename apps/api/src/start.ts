import { openDatabase, type DatabaseLocation } from '@cellboard/db';
import { LocalFileStore, OperatorToken, type Resources, type Settings } from '@cellboard/server';
import { access, constants, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import type { Env } from './env.ts';

/** The running server. */
export interface Running {
  /** Where it can be reached, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Answers what is underway, takes nothing new, and closes everything. */
  stop(): Promise<void>;
}

/** Starts the server with these settings. */
export async function start(env: Env, logger: Logger): Promise<Running> {
  await makeWritable(env.CELLBOARD_DATA);
  const token = await OperatorToken.open(env.CELLBOARD_DATA);
  const files = await LocalFileStore.open(join(env.CELLBOARD_DATA, 'files'));
  const orm = await openDatabase(locationOf(env));
  const resources: Resources = { orm, files, settings: await settingsOf(env) };
  try {
    const app = await createApp({
      resources,
      token,
      logger,
      webRoot: fileURLToPath(new URL('../../web/dist', import.meta.url)),
    });
    const fastify = app.getHttpAdapter().getInstance();
    const stop = async () => {
      await fastify.close();
      await app.close();
      await orm.close();
    };
    const listenTextResolver = (url: string) => `Cellboard is at ${url} – the operator token lies in ${token.path}`;
    const listening = fastify.listen({ port: env.PORT, host: env.HOST, listenTextResolver });
    const url = await listening.catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
    return { url, stop };
  } catch (error) {
    await orm.close();
    throw error;
  }
}

async function makeWritable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK);
}

function locationOf({ DATABASE_URL, CELLBOARD_DATA }: Env): DatabaseLocation {
  if (DATABASE_URL === undefined) return { kind: 'pglite', dataDir: join(CELLBOARD_DATA, 'database') };
  return { kind: 'postgresql', url: DATABASE_URL };
}

async function settingsOf(env: Env): Promise<Settings> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return {
    version,
    database: env.DATABASE_URL === undefined ? 'pglite' : 'postgresql',
    threads: env.THREADS,
    maxFileBytes: env.MAX_UPLOAD_MIB * 2 ** 20,
    decodeTimeoutMs: env.DECODE_SECONDS * 1000,
    demo: env.CELLBOARD_DEMO,
    runsJobs: env.RUN_JOBS,
  };
}
