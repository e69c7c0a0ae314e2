import 'reflect-metadata';
import { openDatabase } from '@cellboard/db';
import { LocalFileStore, ServerModule, type ServerSettings } from '@cellboard/server';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from './env.ts';

/** The running worker. */
export interface Running {
  /** Takes nothing new, ends what is under way as far as there is time, and closes everything. */
  stop(): Promise<void>;
}

/** Starts a worker: the features of the server without their door, taking jobs from the queue. */
export async function start(env: Env, logger: LoggerService): Promise<Running> {
  const files = await LocalFileStore.open(join(env.CELLBOARD_DATA, 'files'));
  const orm = await openDatabase({ kind: 'postgresql', url: env.DATABASE_URL });
  try {
    const module = ServerModule.with({ orm, files, settings: await settingsOf(env) });
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

async function settingsOf(env: Env): Promise<ServerSettings> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return {
    version,
    database: 'postgresql',
    threads: env.THREADS,
    maxFileBytes: env.MAX_UPLOAD_MIB * 2 ** 20,
    decodeTimeoutMs: env.DECODE_SECONDS * 1000,
    demo: false, // the site asks for it
    runsJobs: true,
  };
}
