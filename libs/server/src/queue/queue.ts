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
  /** @param earlier how many attempts of this job ended without success, also because their process died */
  run(payload: T, earlier: number): Promise<void>;
  giveUp?(payload: T): Promise<void>;
}

/** Runs a payload; how many attempts were made before is the second argument. */
type Run = (payload: unknown, earlier: number) => Promise<void>;

/** Jobs of one kind, when they may begin, and whose turn they are. */
interface Insertion<T extends object> {
  readonly job: Job<T>;
  readonly payloads: readonly T[];
  readonly startAfter?: number;
  /** The first job runs in that round, each further one in the next. */
  readonly turn?: { readonly group: string; readonly round: number };
}

/** If a process sends no heartbeat for this long, another process gets its job. The minimum that pg-boss allows. */
const HEARTBEAT_SECONDS = 10;

/** How often a job is tried in all. */
export const ATTEMPTS = 3;

const queueOptions = {
  retryLimit: ATTEMPTS - 1,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  notify: true,
};

/** Database notifications wake the workers. They also poll, in case a notification is lost. */
const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2, burstWhenBatchFull: true };

/** The queue for jobs that failed, or whose processes died, on every attempt. */
const givenUp = (name: string) => `${name}-given-up`;

/** Somebody waits for the end of the job, so this is tried until it succeeds. */
const givenUpOptions = { ...queueOptions, retryLimit: 10_000 };

/** How long after a start work begins that nobody waits for. */
const AFTER_START_SECONDS = 5;

/** After this time without an answer, the database server counts as unavailable. */
const CONNECT_WITHIN_MS = 5000;

/** How long the process waits for running jobs when it stops. */
const STOP_WITHIN_MS = 5000;

/**
 * Jobs live in the same database as everything else, so that a row and its job commit together. A job runs at least
 * once, in any process that takes jobs, so running it a second time must change nothing.
 */
@Injectable()
export class Queue implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('Queue');
  private boss: PgBoss | undefined;
  /** While the process stops, errors of jobs and connections are not logged: the jobs run again later. */
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

  /** Adds jobs of one kind in the transaction of the caller. */
  add<T extends object>(transaction: Transaction, job: Job<T>, payloads: readonly T[]): Promise<void> {
    return this.insert(transaction, { job, payloads });
  }

  /**
   * The same for a group, such as a person: groups take turns, one job each, however many jobs one of them has. A group
   * whose first job comes later begins with the round that the others have reached.
   */
  async addInTurn<T extends object>(
    transaction: Transaction,
    job: Job<T>,
    { group, payloads }: { group: string; payloads: readonly T[] },
  ): Promise<void> {
    const { rows } = await executeNumbered(
      transaction,
      `select min(-priority) as current, max(-priority) filter (where group_id = $2) as own
         from pgboss.job where name = $1 and state in ('created', 'retry', 'active')`,
      [job.name, group],
    );
    const { current, own } = rows[0] as { current: number | null; own: number | null };
    const round = Math.max(current ?? 0, own === null ? 0 : own + 1);
    await this.insert(transaction, { job, payloads, turn: { group, round } });
  }

  /**
   * The same at the start of the server, for work that nobody waits for: it begins some seconds later, so that the first
   * requests have the machine, and a server that only lives for a moment does none of it.
   */
  addAtStart<T extends object>(transaction: Transaction, job: Job<T>, payloads: readonly T[]): Promise<void> {
    return this.insert(transaction, { job, payloads, startAfter: AFTER_START_SECONDS });
  }

  private async insert<T extends object>(
    transaction: Transaction,
    { job, payloads, startAfter, turn }: Insertion<T>,
  ): Promise<void> {
    const delay = startAfter === undefined ? {} : { startAfter };
    const rows = payloads.map((payload, i) => {
      const place = turn && { group: { id: turn.group }, priority: -(turn.round + i) };
      return { data: job.payload.parse(payload), ...delay, ...place };
    });
    const db = { executeSql: (text: string, values?: unknown[]) => executeNumbered(transaction, text, values) };
    await this.started().insert(job.name, rows, { db });
  }

  /**
   * Starts to run jobs of one kind, if this process runs jobs.
   *
   * @param work `run` may be called again with the same payload after a failure or a crash; after the last failure
   *   of an awaited job, `giveUp` is called with it
   */
  async take<T extends object>(job: Job<T>, work: Work<T>): Promise<void> {
    if (!this.settings.runsJobs) return;
    await this.serve(job.name, (payload, earlier) => work.run(job.payload.parse(payload), earlier));
    if (job.awaited) await this.serve(givenUp(job.name), async (payload) => work.giveUp?.(job.payload.parse(payload)));
  }

  private async serve(name: string, run: Run): Promise<void> {
    const inContext: Run = (payload, earlier) => RequestContext.create(this.em, () => run(payload, earlier));
    // With batches of one, pg-boss would wait for the next poll after every job.
    const options = { ...polling, batchSize: Math.max(2, this.settings.threads), perJobResults: true } as const;
    await this.started().work<object>(name, options, (batch) =>
      Promise.all(batch.map((one) => this.settle(one, inContext))),
    );
  }

  /** Whether a job of this kind waits or runs. */
  async isPending({ name }: Job): Promise<boolean> {
    const { rows } = await this.started()
      .getDb()
      .executeSql(`select 1 from pgboss.job where name = $1 and state in ('created', 'retry', 'active') limit 1`, [
        name,
      ]);
    return rows.length > 0;
  }

  /** Jobs in the background are among those that were given up, not among the others. */
  async counts(): Promise<JobCounts> {
    const rows = await this.started()
      .getDb()
      .executeSql(
        `select count(*) filter (where state in ('created', 'retry') and name <> all($2))::int as queued,
                count(*) filter (where state = 'active' and name <> all($2))::int as running,
                count(*) filter (where state = 'failed')::int as failed
           from pgboss.job where name = any($1)`,
        [namesOf(jobs), namesOf(jobs.filter(({ background }) => background === true))],
      );
    return rows.rows[0] as JobCounts;
  }

  /** Waits a few seconds for running jobs. Another process, or the next start, runs the rest. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.boss?.stop({ graceful: true, timeout: STOP_WITHIN_MS });
  }

  private async settle({ id, name, data, retryCount }: BossJob, run: Run): Promise<JobResult> {
    try {
      await run(data, retryCount);
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

/** How pg-boss maintains itself: without schedules, and noticing dead workers soon. */
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

function namesOf(some: readonly Job[]): string[] {
  return some.map(({ name }) => name);
}
