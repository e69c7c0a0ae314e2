import type { Principal, SubmissionId } from '@cellboard/contract';
import { SubmissionEntity } from '@cellboard/db';
import { EvaluationsService, evaluator } from '../evaluation/evaluations.service.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { openWith, runJobs, submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { keepsInvariants } from '../testing/invariants.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { outcomeOf } from '../testing/principals.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

/** Places of an account for a task within 24 hours. */
const LIMIT = 2;

/** How many submissions want the last place at once, and how often that is tried; `npm run test:quota` tries it 1,000 times. */
const [AT_ONCE, ROUNDS] = [50, Number(process.env['QUOTA_ROUNDS'] ?? 3)];

describeDatabases((database) => {
  let server: TestServer;
  let ada: Principal;
  let predictions: Record<string, Uint8Array>;
  let tasks = 0;
  const em = () => database.orm.em.fork();

  beforeAll(async () => {
    server = await TestServer.open(database, { submissionsPerDay: LIMIT });
    await server.publishDataset('own', [{ cells: 1 }]);
    ada = await server.developer('Ada');
    predictions = { 'own/image-1': await truthOf(1) };
    for (let i = 0; i < AT_ONCE; i++)
      await server.as(ada, (api) => api.models.create(words.model(`model-${i}`, { developer: 'Ada' })));
  });
  afterEach(keepsInvariants(database));
  afterAll(() => server.close());

  async function newTask(): Promise<string> {
    const task = `task-${++tasks}`;
    await server.asOperator((api) => api.tasks.create(words.task(task, 'own')));
    return task;
  }
  const send = (task: string, model = 'model-0', principal = ada) =>
    submit(server, { task, model, predictions, principal });
  const close = (submission: SubmissionId) => outcomeOf(server.as(ada, (api) => api.submissions.close({ submission })));
  /** As programs do where no connection to the database is free in time: half of 50 at once, on a busy machine. */
  async function closeInTheEnd(submission: SubmissionId): Promise<string> {
    let outcome = await close(submission);
    for (let tries = 0; tries < 5 && /timeout exceeded when trying to connect/.test(outcome); tries++)
      outcome = await close(submission);
    return outcome;
  }
  const quota = () => server.as(ada, (api) => api.submissions.quota());
  const placesOf = async (task: string) => (await quota()).tasks.find((one) => one.task === task);

  it('refuses one more than the limit, says when the next place opens, and keeps it open', async () => {
    const task = await newTask();
    expect(await placesOf(task)).toBeUndefined();
    await send(task);
    expect(await placesOf(task)).toMatchObject({ used: 1, left: 1, opensAt: null });
    const first = await send(task);
    const { closedAt } = await em().findOneOrFail(SubmissionEntity, { task: { slug: task }, id: { $ne: first } });
    const opensAt = new Date((closedAt?.getTime() ?? 0) + 24 * 3_600_000).toISOString();
    expect(await placesOf(task)).toMatchObject({ used: 2, left: 0, opensAt });
    const third = await openWith(server, { task, model: 'model-0', predictions, principal: ada });
    const at = opensAt.slice(0, 16).replace('T', ' ');
    expect(await close(third)).toBe(
      `SUBMISSION_QUOTA: You have sent 2 of at most 2 submissions to the task "${task}" within 24 hours. The next place opens at ${at} UTC. This one stays open until then.`,
    );
    expect(await server.as(ada, (api) => api.submissions.get({ submission: third }))).toMatchObject({ status: 'open' });
    // Another task, and those without an account, are not affected.
    await send(await newTask());
    for (let i = 0; i < LIMIT + 1; i++) await outcomeOf(server.asOperator((api) => api.submissions.quota()));
    expect(await server.asOperator((api) => api.submissions.quota())).toEqual({ limit: null, tasks: [] });
    await em().execute(
      `update submission set closed_at = closed_at - interval '24 hours' where charged_to_id is not null`,
    );
    expect(await close(third)).toBe('done');
  });

  it(`accepts exactly one of ${AT_ONCE} at once with one place left, ${ROUNDS} times`, async () => {
    const task = await newTask();
    for (let i = 1; i < LIMIT; i++) await send(task);
    const draft = (i: number) => openWith(server, { task, model: `model-${i}`, predictions, principal: ada });
    const drafts: SubmissionId[] = [];
    for (let i = 0; i < AT_ONCE; i++) drafts.push(await draft(i));
    for (let round = 0; round < ROUNDS; round++) {
      expect(await placesOf(task)).toMatchObject({ used: LIMIT - 1, left: 1 });
      const outcomes = await Promise.all(drafts.map(closeInTheEnd));
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect(outcomes.filter((outcome) => !/^(?:done$|SUBMISSION_QUOTA)/.test(outcome))).toEqual([]);
      expect(await placesOf(task)).toMatchObject({ used: LIMIT, left: 0 });
      const accepted = outcomes.indexOf('done');
      // A day later only the accepted one takes a place, and its candidate has a new draft.
      await em().execute(
        `update submission set closed_at = closed_at - interval '24 hours'
          where charged_to_id is not null and closed_at > clock_timestamp() - interval '24 hours' and id <> ?`,
        [drafts[accepted]],
      );
      drafts[accepted] = await draft(accepted);
    }
    const counts = await em().execute(
      `select (select count(*) from submission s join task t on t.id = s.task_id where t.slug = ? and s.state = 'closed')::int as closed,
              (select count(*) from evaluation e join submission s on s.id = e.submission_id join task t on t.id = s.task_id
                where t.slug = ?)::int as evaluations`,
      [task, task],
    );
    expect(counts).toEqual([{ closed: ROUNDS + LIMIT - 1, evaluations: ROUNDS + LIMIT - 1 }]);
  });

  it('gives the place back where the site fails', async () => {
    const task = await newTask();
    await takeJobs(database);
    await send(task);
    const [failed] = await takeJobs(database);
    await server.with(EvaluationsService, async (evaluations) => {
      await evaluations.note(evaluator, failed!.evaluation, { reason: 'The disk is away.' });
      await evaluations.fail(evaluator, failed!.evaluation);
      await evaluations.fail(evaluator, failed!.evaluation);
    });
    expect(await placesOf(task)).toBeUndefined();
    // Evaluated again by an admin, it takes no place.
    await server.asOperator((api) => api.submissions.requeue({ submission: failed!.submission }));
    await runJobs(database, server);
    expect(await server.as(ada, (api) => api.submissions.get({ submission: failed!.submission }))).toMatchObject({
      status: 'scored',
    });
    expect(await placesOf(task)).toBeUndefined();
  });

  it('gives the place back where it is cancelled before an image is scored, and keeps it afterwards', async () => {
    const task = await newTask();
    const cancel = (submission: SubmissionId) => server.as(ada, (api) => api.submissions.cancel({ submission }));
    expect(await cancel(await send(task))).toMatchObject({ status: 'cancelled', datasets: [{ state: 'cancelled' }] });
    expect(await placesOf(task)).toBeUndefined();
    await takeJobs(database);
    const seen = await send(task);
    const [job] = await takeJobs(database);
    await server.with(EvaluationsService, async (evaluations) => {
      await evaluations.start(evaluator, job!.evaluation, job!.images);
      const scored = { scores: { 'f1@0.5': 1 }, fractions: {}, warnings: [], problem: null, missing: false };
      await evaluations.add(evaluator, job!.evaluation, {
        scored: job!.images.map((imageId) => ({ imageId, ...scored })),
      });
    });
    await cancel(seen);
    expect(await placesOf(task)).toMatchObject({ used: 1 });
    expect((await server.asAnyone((api) => api.leaderboard.get({ task }))).rows).toEqual([]);
    // Nothing brings it back.
    await server.with(EvaluationsService, (evaluations) => evaluations.finish(evaluator, job!.evaluation));
    expect(await server.as(ada, (api) => api.submissions.get({ submission: seen }))).toMatchObject({
      status: 'cancelled',
    });
    expect(await outcomeOf(server.as(ada, (api) => api.submissions.publish({ submission: seen })))).toMatch(
      /^SUBMISSION_CANCELLED/,
    );
  });
});
