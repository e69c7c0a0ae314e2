import 'reflect-metadata';
import { openDatabase } from '@cellboard/db';
import { RequestContext } from '@mikro-orm/core';
import { NestFactory } from '@nestjs/core';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerModule } from '../server.module.ts';
import { LocalFileStore } from '../storage/local-file-store.ts';
import { demoMaker } from './demo-words.ts';
import { DemoService } from './demo.service.ts';

/** A process that makes the demo in a folder, and tells how far it is as lines of JSON until it is ready. */
const [, , folder = ''] = process.argv;
const orm = await openDatabase({ kind: 'pglite', dataDir: join(folder, 'database') });
const files = await LocalFileStore.open(join(folder, 'files'));
const settings = {
  version: '0.0.0-test',
  database: 'pglite',
  threads: 2,
  maxFileBytes: 2 ** 24,
  decodeTimeoutMs: 60_000,
  scoring: { seconds: 120, memoryBytes: 2 ** 30 },
  submissionsPerDay: 10,
  demo: true,
  runsJobs: true,
  origin: 'https://cellboard.test',
  trustedProxies: [],
  uploads: { folder: join(folder, 'uploads'), maxBytes: 2 ** 20 },
  mail: { smtp: null, folder: '/nowhere', from: 'cellboard@cellboard.test' },
} as const;
const app = await NestFactory.createApplicationContext(ServerModule.with({ orm, files, settings }), {
  logger: ['error', 'fatal'],
  abortOnError: false,
});
const status = () => RequestContext.create(orm.em, () => app.get(DemoService).status(demoMaker));
for (let now = await status(); ; now = await status()) {
  console.log(JSON.stringify(now));
  if (now.state === 'ready') break;
  await sleep(200);
}
await app.close();
await orm.close();
