import { isCI } from '@cellboard/db/testing';
import {
  DatasetEntity,
  ImageScoreEntity,
  openDatabase,
  PerformanceEntity,
  SubmissionEntity,
  type Orm,
} from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Queue } from '../queue/queue.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { demoMaker } from './demo-words.ts';
import { DemoService, type DemoStatus } from './demo.service.ts';

const PATIENCE_MS = 600_000;
const program = fileURLToPath(new URL('./demo-process.fixture.ts', import.meta.url));
const register = new URL('../../../../tools/register.mjs', import.meta.url).href;

describe('from an empty folder', () => {
  let folder: string;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-demo-'));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Runs the demo in a process, kills that as soon as `enough`, and answers every status it told. */
  async function run(enough: (status: DemoStatus) => boolean): Promise<DemoStatus[]> {
    const args = ['--import', register, '--conditions=@cellboard/source', program, folder];
    const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child = process_;
    const ended = new Promise((resolve) => process_.once('exit', resolve));
    const told: DemoStatus[] = [];
    for await (const line of createInterface(process_.stdout)) {
      const status = JSON.parse(line) as DemoStatus;
      told.push(status);
      if (enough(status)) process_.kill('SIGKILL');
    }
    await ended;
    return told;
  }

  /** How often everything was done that the audit log knows, and to how many things. */
  async function done(orm: Orm): Promise<unknown> {
    return orm.em
      .fork()
      .execute(
        `select action, count(*)::int as times, count(distinct subject)::int as subjects from audit_entry where actor <> 'worker:catalogue' group by action order by action`,
      );
  }

  const once = [
    { action: 'candidate.create', times: 4, subjects: 4 },
    { action: 'dataset.create', times: 3, subjects: 3 },
    { action: 'dataset.publish', times: 3, subjects: 3 },
    { action: 'image.add', times: 48, subjects: 48 },
    { action: 'model.create', times: 4, subjects: 4 },
    { action: 'submission.create', times: 4, subjects: 4 },
    { action: 'task.create', times: 1, subjects: 1 },
    { action: 'task.publish-version', times: 1, subjects: 1 },
  ];

  it(
    'goes on where it was killed while it is drawn and while it is evaluated, and does nothing twice',
    async () => {
      const drawn = await run(({ state, done }) => state === 'preparing' && done >= 8);
      expect(drawn[0]).toEqual({ state: 'preparing', done: 0, total: 48 });
      const scored = await run(({ state, done }) => state === 'evaluating' && done >= 20);
      expect(scored[0]?.done).toBeGreaterThanOrEqual(8);
      const rest = await run(({ done }) => done >= 30);
      expect(rest[0]).toMatchObject({ state: 'evaluating', total: 192 });
      expect(rest[0]?.done).toBeGreaterThanOrEqual(20);
      const orm = await openDatabase({ kind: 'pglite', dataDir: join(folder, 'database') });
      const times = await done(orm);
      await orm.close();
      expect(times).toEqual(expect.arrayContaining(once));
      if (isCI) return; // the rest takes minutes: by hand

      expect((await run(() => false)).at(-1)).toEqual({ state: 'ready', done: 192, total: 192 });
      expect(await run(() => false)).toEqual([{ state: 'ready', done: 192, total: 192 }]);
      await expectWhole();
    },
    PATIENCE_MS,
  );

  /** Everything is scored, once, and stands on the board. */
  async function expectWhole(): Promise<void> {
    const orm = await openDatabase({ kind: 'pglite', dataDir: join(folder, 'database') });
    const em = orm.em.fork();
    const [board] = await em.execute(
      `select count(*)::int as rows from board_entry b join performance p using (evaluation_id) where b.until is null and p.metric_id = 'pq' and p.aggregation = 'mean'`,
    );
    const counts = [
      await em.count(SubmissionEntity, { state: 'closed' }),
      await em.count(ImageScoreEntity),
      (await em.count(PerformanceEntity, { score: { $ne: null } })) > 0,
    ];
    const times = await done(orm);
    await orm.close();
    expect(counts).toEqual([4, 192, true]);
    expect(board).toEqual({ rows: 12 });
    const closed = { action: 'submission.close', times: 4, subjects: 4 };
    const scored = { action: 'evaluation.scored', times: 12, subjects: 12 };
    expect(times).toEqual(expect.arrayContaining([...once, closed, scored]));
  }
});

describeDatabases((database) => {
  const status = (server: TestServer) => server.with(DemoService, (demo) => demo.status(demoMaker));
  const jobs = (server: TestServer) => server.with(Queue, (queue) => queue.counts());

  it('is off where nobody wants it', async () => {
    const server = await TestServer.open(database, { demo: false });
    expect([await status(server), (await jobs(server)).queued]).toEqual([{ state: 'off', done: 0, total: 0 }, 0]);
    await server.close();
  });

  it('leaves an installation with other data alone', async () => {
    const first = await TestServer.open(database, { demo: false });
    await first.asOperator((api) => api.datasets.create(words.dataset('nuclei')));
    await first.close();
    const server = await TestServer.open(database, { demo: true });
    expect([await status(server), (await jobs(server)).queued]).toEqual([{ state: 'off', done: 0, total: 0 }, 0]);
    await server.close();
    await database.orm.em.fork().nativeDelete(DatasetEntity, { slug: 'nuclei' });
  });

  it('is started once, however many servers start on the same database', async () => {
    const servers = [await TestServer.open(database, { demo: true }), await TestServer.open(database, { demo: true })];
    for (const server of servers) {
      expect([await status(server), (await jobs(server)).queued]).toEqual([
        { state: 'preparing', done: 0, total: 48 },
        1,
      ]);
    }
    await Promise.all(servers.map((server) => server.close()));
  });
});
