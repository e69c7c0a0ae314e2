import { SubmissionProgress, type Principal, type SubmissionId } from '@cellboard/contract';
import { DeveloperEntity } from '@cellboard/db';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EvaluateChunkJob } from '../evaluation/evaluate-chunk.job.ts';
import { EvaluationsService, evaluator } from '../evaluation/evaluations.service.ts';
import type { EvaluateChunk } from '../queue/job-payloads.ts';
import { mailSubmissionEnd } from '../queue/jobs.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { runJobs, submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { keepsInvariants } from '../testing/invariants.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { outcomeOf } from '../testing/principals.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { MailSubmissionEndJob } from './mail-submission-end.job.ts';

describeDatabases((database) => {
  let server: TestServer;
  let ada: Extract<Principal, { kind: 'developer' }>;
  let bob: Principal;
  const em = () => database.orm.em.fork();

  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('own', [{ cells: 1 }, { cells: 2 }]);
    [ada, bob] = [await server.developer('Ada'), await server.developer('Bob')];
    await server.as(ada, (api) => api.models.create(words.model('hers', { developer: 'Ada' })));
    await server.asOperator((api) => api.tasks.create(words.task('task', 'own')));
  });
  beforeEach(() => em().execute('delete from pgboss.job'));
  afterEach(keepsInvariants(database));
  afterAll(() => server.close());

  const send = async (bytes?: Uint8Array) =>
    submit(server, {
      ...{ task: 'task', model: 'hers', principal: ada },
      predictions: { 'own/image-1': bytes ?? (await truthOf(1)), 'own/image-2': await truthOf(2) },
    });
  const progress = (submission: SubmissionId, principal: Principal = ada) =>
    server.as(principal, (api) => api.submissions.progress({ submission }));
  /** The events as they go over the wire: their ids, and what they say. */
  const watch = async (submission: SubmissionId, lastEventId?: string) => {
    const events: unknown = await server.as(ada, (api) => api.submissions.watch({ submission, lastEventId }));
    return events as AsyncIterable<[string, unknown]>;
  };
  const scored = (imageId: string, f1: number) => ({
    ...{ imageId, scores: { 'f1@0.5': f1 }, fractions: {} },
    ...{ warnings: [], problem: null, missing: false },
  });

  it('says the place in the line, when it is likely to be one’s turn, and what happened', async () => {
    await send();
    await runJobs(database, server);
    const before = await send();
    const id = await send();
    const now = await progress(id);
    expect(now).toMatchObject({ status: 'queued', stage: 'waiting', isFinal: false, position: 2, scoredCount: 0 });
    expect(now).toMatchObject({ imageCount: 2, attempt: 1, attempts: 3, failures: [] });
    const minutes = (Date.parse(now.expectedStart ?? '') - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(-1);
    expect(minutes).toBeLessThan(5);
    expect(now.log.map(({ text }) => text)).toEqual(['Opened for predictions.', 'Closed, and queued for evaluation.']);
    expect(await progress(before)).toMatchObject({ position: 1 });
    expect(await outcomeOf(progress(id, bob))).toMatch(/^SUBMISSION_NOT_FOUND/);
  });

  it('shows a published one’s progress to nobody else', async () => {
    const id = await send();
    await server.as(ada, (api) => api.submissions.publish({ submission: id }));
    expect(await outcomeOf(progress(id, bob))).toMatch(/^SUBMISSION_NOT_FOUND/);
    expect(await outcomeOf(server.as(bob, (api) => api.submissions.watch({ submission: id })))).toMatch(
      /^SUBMISSION_NOT_FOUND/,
    );
  });

  it('sends every change until the end, and only what is new to a connection that resumes', async () => {
    const id = await send();
    const [job] = await takeJobs(database);
    const { evaluation, images } = job!;
    const seen: [string, SubmissionProgress][] = [];
    const steps = [
      () =>
        server.with(EvaluationsService, async (evaluations) => {
          await evaluations.start(evaluator, evaluation, images);
          await evaluations.add(evaluator, evaluation, { scored: [scored(images[0]!, 0.5)] });
        }),
      () =>
        server.with(EvaluationsService, async (evaluations) => {
          await evaluations.add(evaluator, evaluation, { scored: [scored(images[1]!, 1)] });
          await evaluations.finish(evaluator, evaluation);
        }),
    ];
    for await (const [event, snapshot] of await watch(id)) {
      seen.push([event, SubmissionProgress.parse(snapshot)]);
      await steps.shift()?.();
    }
    expect(seen.map(([, { stage, scoredCount }]) => [stage, scoredCount])).toEqual([
      ['waiting', 0],
      ['scoring', 1],
      ['ended', 2],
    ]);
    expect(seen.map(([, { datasets }]) => datasets[0]?.partialScore)).toEqual([null, 0.5, 0.75]);
    expect(seen.at(-1)?.[1].log.map(({ text }) => text)).toEqual([
      'Opened for predictions.',
      'Closed, and queued for evaluation.',
      'Scoring began on own.',
      'Scored on own.',
    ]);
    const resumed: unknown[] = [];
    for await (const event of await watch(id, seen.at(-1)?.[0])) resumed.push(event);
    expect(resumed).toEqual([]);
    const missed: string[] = [];
    for await (const [event] of await watch(id, seen[0]?.[0])) missed.push(event);
    expect(missed).toEqual([seen.at(-1)?.[0]]);
  });

  it('keeps why each attempt failed, also of those whose process died, and ends after the last', async () => {
    const id = await send();
    const [job] = await takeJobs(database);
    const run = (chunk: EvaluateChunk, earlier: number) =>
      server.with(EvaluateChunkJob, (one) => one.run(chunk, earlier)).catch(() => undefined);
    await server.with(EvaluationsService, (evaluations) =>
      evaluations.note(evaluator, job!.evaluation, { reason: 'The disk is away.', image: job!.images[0] ?? null }),
    );
    // The second attempt died; the third begins.
    await server.with(EvaluationsService, (evaluations) =>
      evaluations.noteLost(evaluator, job!.evaluation, { image: job!.images[0] ?? null, earlier: 2 }),
    );
    expect((await progress(id)).failures.map(({ reason }) => reason)).toEqual([
      'The disk is away.',
      expect.stringContaining('stopped answering') as string,
    ]);
    await server.with(EvaluateChunkJob, (one) => one.giveUp(job!));
    const ended = await progress(id);
    expect(ended).toMatchObject({ status: 'failed', isFinal: true, failures: [{}, {}] });
    await run(job!, 2);
    expect(await progress(id)).toEqual(ended);
  });

  it('mails how it ended, once, unless that is turned off', async () => {
    const mails = async () => {
      const jobs = await em().execute<{ data: { submission: SubmissionId } }[]>(
        `delete from pgboss.job where name = '${mailSubmissionEnd.name}' returning data`,
      );
      for (const { data } of jobs) await server.with(MailSubmissionEndJob, (job) => job.run(data));
      const { folder } = (await server.with(ServerSettings, (settings) => Promise.resolve(settings))).mail;
      const names = await readdir(folder).catch(() => []);
      return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
    };
    const id = await send();
    await runJobs(database, server);
    const { number } = await server.as(ada, (api) => api.submissions.get({ submission: id }));
    const sent = await mails();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('To: ada@example.org');
    expect(sent[0]).toContain(`Subject: Submission ${number} was scored`);
    expect(sent[0]).toContain(`https://cellboard.test/submissions/${id}`);
    await em().nativeUpdate(DeveloperEntity, { id: ada.id }, { mailAtEnd: false });
    await send();
    await runJobs(database, server);
    expect(await mails()).toHaveLength(1);
    await em().nativeUpdate(DeveloperEntity, { id: ada.id }, { mailAtEnd: true });
    const cancelled = await send();
    await server.as(ada, (api) => api.submissions.cancel({ submission: cancelled }));
    await runJobs(database, server);
    expect(await mails()).toHaveLength(1);
  });
});
