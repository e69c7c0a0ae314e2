import { transactional } from '@cellboard/db';
import { randomUUID } from 'node:crypto';
import { SubmissionId } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer } from '../testing/server.fixture.ts';
import { evaluateChunk } from './jobs.ts';
import { Queue } from './queue.ts';
import { WaitingLine } from './waiting-line.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
  });
  afterAll(() => server.close());
  const em = () => database.orm.em.fork();
  afterEach(() => em().execute('delete from pgboss.job'));

  /** Adds a submission of somebody with so many jobs of two images each. */
  async function add(group: string, jobs: number): Promise<SubmissionId> {
    const submission = SubmissionId.parse(randomUUID());
    const payloads = Array.from({ length: jobs }, () => {
      return { submission, evaluation: randomUUID(), images: [randomUUID(), randomUUID()] };
    });
    await server.with(Queue, (queue) =>
      transactional(em(), (transaction) => queue.addInTurn(transaction, evaluateChunk, { group, payloads })),
    );
    return submission;
  }

  /** Whose jobs are taken next, as the queue hands them out; they end at once. */
  async function next(count: number): Promise<string[]> {
    const rows = await em().execute<{ id: string; group: string }[]>(
      `select id, group_id as "group" from pgboss.job where state = 'created' order by priority desc, created_on, id limit ${count}`,
    );
    for (const { id } of rows) await em().execute('delete from pgboss.job where id = ?', [id]);
    return rows.map(({ group }) => group);
  }
  const placeOf = (submission: SubmissionId) => server.with(WaitingLine, (line) => line.placeOf(submission));

  it('lets one submission of one person wait for one job of another’s fifty', async () => {
    for (let i = 0; i < 50; i++) await add('many', 4);
    const [few, fewer] = [await add('few', 1), await add('fewer', 2)];
    expect([(await placeOf(few)).position, (await placeOf(fewer)).position]).toEqual([2, 3]);
    expect(await next(6)).toEqual(['many', 'few', 'fewer', 'many', 'fewer', 'many']);
  });

  it('gives late comers the round that the others have reached, so that nobody waits for ever', async () => {
    await add('first', 40);
    await next(20);
    for (let i = 0; i < 10; i++) await add(`late-${i}`, 1);
    const taken = await next(22);
    expect(taken.indexOf('first')).toBe(0);
    expect(taken.filter((group) => group.startsWith('late'))).toHaveLength(10);
    // One job of each before the second of anybody.
    expect(new Set(taken.slice(0, 11)).size).toBe(11);
  });

  it('says how long the line is', async () => {
    const empty = await server.with(WaitingLine, (line) => line.length());
    expect(empty).toEqual({ submissions: 0, images: 0, imagesRunning: 0, oldestSeconds: null });
    const submission = await add('first', 3);
    expect(await placeOf(submission)).toEqual({ position: 1, imagesAhead: 0, attempt: 1 });
    const behind = await add('second', 2);
    expect(await placeOf(behind)).toEqual({ position: 2, imagesAhead: 2, attempt: 1 });
    const length = await server.with(WaitingLine, (line) => line.length());
    expect(length).toMatchObject({ submissions: 2, images: 10, imagesRunning: 0 });
    expect(length.oldestSeconds).toBeGreaterThanOrEqual(0);
    expect(await placeOf(SubmissionId.parse(randomUUID()))).toEqual({ position: null, imagesAhead: 0, attempt: 1 });
  });
});
