import type { SystemStatus } from '@cellboard/contract';
import { executeNumbered, nativeAccess, type NativeAccess, type Transaction } from '@cellboard/db';
import { EntityManager, MikroORM, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { fromPglite, PgBoss, type ConstructorOptions, type Job as BossJob, type JobResult } from 'pg-boss';
import { loggedError } from '../logging/logged-error.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { JOB_SECONDS, type Job } from './job.ts';
import { jobs } from './jobs.ts';

/** How many jobs wait, run, and were given up. */
export type JobCounts = SystemStatus['jobs'];

/** What to do with jobs of one kind. */
export interface Work<T extends object> {
  run(payload: T): Promise<void>;
  giveUp?(payload: T): Promise<void>;
}

/** A job whose process has not been heard of for so long is given to another. The least that pg-boss allows. */
const HEARTBEAT_SECONDS = 10;

const queueOptions = {
  /** Three attempts in all. */
  retryLimit: 2,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  notify: true,
};

/** Messages of the database wake the workers; they also look by themselves, in case a message is lost. */
const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2, burstWhenBatchFull: true };

/** A job that failed time after time, or whose processes died each time, is put here. */
const givenUp = (name: string) => `${name}-given-up`;

/** Telling that a job was given up must succeed in the end. */
const givenUpOptions = { ...queueOptions, retryLimit: 10_000 };

/** A server that does not answer within this time counts as away. */
const CONNECT_WITHIN_MS = 5000;

/** How long running jobs may take to end before the process does. */
const STOP_WITHIN_MS = 5000;

/**
 * Jobs in the same database as everything else, so that a row and the job it needs are written together or not at all.
 * Each job is done at least once, by any process that works; what it changes is made to hold exactly once by who does it.
 */
@Injectable()
export class Queue implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('Queue');
  private boss: PgBoss | undefined;
  /** Jobs and connections that are broken off now are of no concern to anybody: the jobs are run again. */
  private stopping = false;

  constructor(
    private readonly orm: MikroORM,
    private readonly em: EntityManager,
    private readonly settings: ServerSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    const boss = new PgBoss({ ...connection(await nativeAccess(this.orm)), ...upkeep });
    boss.on('error', (error) => {
      if (!this.stopping) this.log.error({ err: loggedError(error) }, 'the queue failed');
    });
    await boss.start();
    for (const job of jobs) await makeRoom(boss, job);
    this.boss = boss;
  }

  /** Adds jobs of one kind, within the transaction that makes them necessary. */
  async add<T extends object>(transaction: Transaction, job: Job<T>, payloads: readonly T[]): Promise<void> {
    const rows = payloads.map((payload) => ({ data: job.payload.parse(payload) }));
    const db = { executeSql: (text: string, values?: unknown[]) => executeNumbered(transaction, text, values) };
    await this.started().insert(job.name, rows, { db });
  }

  /**
   * Takes jobs of one kind from now on, if this process does jobs at all.
   *
   * @param work `run` may be called again with the same payload after a failure or the death of a process; after the
   *   last failure of an awaited job `giveUp` is called with it
   */
  async take<T extends object>(job: Job<T>, work: Work<T>): Promise<void> {
    if (!this.settings.runsJobs) return;
    await this.serve(job.name, (payload) => work.run(job.payload.parse(payload)));
    if (job.awaited) await this.serve(givenUp(job.name), async (payload) => work.giveUp?.(job.payload.parse(payload)));
  }

  private async serve(name: string, run: (payload: unknown) => Promise<void>): Promise<void> {
    const inContext = (payload: unknown) => RequestContext.create(this.em, () => run(payload));
    // With batches of one, pg-boss would wait for its next look after every job.
    const options = { ...polling, batchSize: Math.max(2, this.settings.threads), perJobResults: true } as const;
    await this.started().work<object>(name, options, (batch) =>
      Promise.all(batch.map((one) => this.settle(one, inContext))),
    );
  }

  async counts(): Promise<JobCounts> {
    const rows = await this.started()
      .getDb()
      .executeSql(
        `select count(*) filter (where state in ('created', 'retry'))::int as queued,
                count(*) filter (where state = 'active')::int as running,
                count(*) filter (where state = 'failed')::int as failed
           from pgboss.job where name = any($1)`,
        [jobs.map(({ name }) => name)],
      );
    return rows.rows[0] as JobCounts;
  }

  /** Lets running jobs end, as far as there is time; the rest is done by another process, or at the next start. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.boss?.stop({ graceful: true, timeout: STOP_WITHIN_MS });
  }

  private async settle({ id, name, data }: BossJob, run: (payload: unknown) => Promise<void>): Promise<JobResult> {
    try {
      await run(data);
      return { id, status: 'completed' };
    } catch (error) {
      if (!this.stopping) this.log.error({ err: loggedError(error), job: name, id }, 'a job failed');
      return { id, status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } };
    }
  }

  private started(): PgBoss {
    if (!this.boss) throw new Error('The queue is not started yet.');
    return this.boss;
  }
}

async function makeRoom(boss: PgBoss, { name, single, awaited, seconds = JOB_SECONDS }: Job): Promise<void> {
  const deadLetter = awaited ? givenUp(name) : null;
  if (deadLetter !== null) await boss.createQueue(deadLetter, givenUpOptions);
  const options = { ...queueOptions, expireInSeconds: seconds };
  await boss.createQueue(name, { ...options, policy: single ? 'exclusive' : 'standard' });
  await boss.updateQueue(name, { ...options, deadLetter }); // one made by an earlier version, too
}

/** pg-boss's own housekeeping: none of its schedules, and dead workers noticed soon. */
const upkeep = {
  schedule: false,
  superviseIntervalSeconds: 2,
  monitorIntervalSeconds: 5,
  useListenNotify: true,
} satisfies ConstructorOptions;

function connection(access: NativeAccess): ConstructorOptions {
  if (access.kind === 'postgresql')
    return { connectionString: access.url, max: 4, connectionTimeoutMillis: CONNECT_WITHIN_MS };
  return { db: fromPglite(access.client), backend: 'pglite', monitorVacuum: false };
}
