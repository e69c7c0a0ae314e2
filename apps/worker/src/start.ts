import 'reflect-metadata';
import { openDatabase } from '@cellboard/db';
import { openDataFolder, openFileStore, s3SettingsOf, ServerModule, settingsOf } from '@cellboard/server';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from './env.ts';

/** The running worker. */
export interface Running {
  /** Takes no new jobs, ends the running ones as far as there is time, and closes everything. */
  stop(): Promise<void>;
}

/** Starts a worker: the features of the server without their door, taking jobs from the queue. */
export async function start(env: Env, logger: LoggerService): Promise<Running> {
  await openDataFolder(env.CELLBOARD_DATA);
  const { files, update } = await openFileStore({ folder: join(env.CELLBOARD_DATA, 'files'), s3: s3SettingsOf(env) });
  const orm = await openDatabase({ kind: 'postgresql', url: env.DATABASE_URL });
  try {
    await update(orm.em);
    const module = ServerModule.with({ orm, files, settings: await settings(env) });
    const app = await NestFactory.createApplicationContext(module, { logger, abortOnError: false });
    const stop = async () => {
      await app.close();
      await orm.close();
    };
    return { stop };
  } catch (error) {
    await orm.close();
    throw error;
  }
}

async function settings(env: Env) {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  // The site asks for the demo.
  return settingsOf(env, { version, database: 'postgresql', demo: false, runsJobs: true });
}
