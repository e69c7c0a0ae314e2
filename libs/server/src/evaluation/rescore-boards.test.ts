import type { Scores } from '@cellboard/contract';
import { AuditEntryEntity, EvaluationEntity, MetricRepository, transactional } from '@cellboard/db';
import { catalog } from '@cellboard/metrics';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileStore } from '../storage/file-store.ts';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { runJobs, takeJobs } from '../testing/evaluations.fixture.ts';
import { foundOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';
import { EvaluationsService, evaluator } from './evaluations.service.ts';
import { RescoreBoardsJob } from './rescore-boards.job.ts';
import { RescoringService } from './rescoring.service.ts';

/** Metrics in their second version, and in their first. */
const CHANGED = 'mHD';
const SAME = 'f1@0.5';

describeDatabases((database) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.open(database);
  });
  afterEach(() => server.close());

  const em = () => database.orm.em.fork();
  const outdated = () => server.with(RescoringService, (rescoring) => rescoring.outdatedTasks(evaluator));
  const row = async (task: string) => (await server.asAnyone((api) => api.leaderboard.get({ task }))).rows[0];
  const evaluations = (task: string) => em().count(EvaluationEntity, { submission: { task: { slug: task } } });

  /** What a process of an earlier release left behind at its start. */
  const knowFirstVersion = () =>
    transactional(em(), async (transaction) => {
      const { range, ...metric } = catalog.find(({ id }) => id === CHANGED)!;
      const { id, name, description, direction, unit, citation, emptyRule } = metric;
      const first = { id, name, description, direction, unit, citation, emptyRule, version: 1 };
      const all = { ...first, rangeMin: range[0], rangeMax: range[1] };
      await new MetricRepository(transaction).keep(transaction, [all], '1.0.0');
    });

  /** A task with one result, which was scored when `CHANGED` had its first version. */
  async function scoredBefore(task: string, primaryMetric: string): Promise<void> {
    await knowFirstVersion();
    await server.publishDataset(task, [{ cells: 4 }]);
    await server.asOperator((api) => api.models.create(words.model(task)));
    await server.asOperator((api) => api.tasks.create(words.task(task, task, { primaryMetric })));
    const bytes = await foundOf(4, 4);
    const { sha256 } = await server.with(FileStore, (store) => store.put('prediction', bytes, 2 ** 20));
    const mean: Scores = Object.fromEntries(catalog.map(({ id }) => [id, 0.5]));
    const facts = { task, dataset: task, model: task, predictions: { 'image-1': sha256 } };
    await insertEvaluated(database.orm, { ...facts, mean, pooled: mean, metricVersions: { [CHANGED]: 1 } });
  }

  it('scores again what an older version of the metric that ranks has scored, and only that', async () => {
    await scoredBefore('ranked-by-changed', CHANGED);
    await scoredBefore('ranked-by-same', SAME);
    expect(await outdated()).toEqual(['ranked-by-changed']);
    await server.with(RescoreBoardsJob, (job) => job.run());
    expect(await outdated()).toEqual([]); // it waits
    await server.with(RescoreBoardsJob, (job) => job.run());
    expect(await runJobs(database, server)).toHaveLength(1);
    expect(await row('ranked-by-changed')).toMatchObject({ rank: 1, scores: { [CHANGED]: 0 } });
    expect(await row('ranked-by-same')).toMatchObject({ rank: 1, scores: { [SAME]: 0.5 } });
    expect([await evaluations('ranked-by-changed'), await evaluations('ranked-by-same')]).toEqual([2, 1]);
    expect(await outdated()).toEqual([]);
  });

  it('begins by itself with the start of a process that runs jobs, once', async () => {
    await scoredBefore('at-start', CHANGED);
    for (const runsJobs of [false, true, true]) {
      await server.close();
      // Its store is empty, so that the evaluation cannot end well.
      server = await TestServer.open(database, { runsJobs });
      if (!runsJobs) expect(await evaluations('at-start')).toBe(1);
      while (runsJobs && (await evaluations('at-start')) < 2) await sleep(50);
    }
    expect(await outdated()).toEqual([]);
    expect(await evaluations('at-start')).toBe(2);
    const entries = await em().find(AuditEntryEntity, { subject: 'at-start', action: 'task.rescore' });
    expect(entries.map(({ actor }) => actor)).toEqual(['worker:evaluation']);
  });

  it('does not try at every start what the new metrics cannot score', async () => {
    await scoredBefore('hopeless', CHANGED);
    await server.with(RescoreBoardsJob, (job) => job.run());
    const [chunk] = await takeJobs(database);
    await server.with(EvaluationsService, (service) =>
      service.note(evaluator, chunk!.evaluation, { reason: 'It did not work.' }),
    );
    await server.with(EvaluateChunkJob, (job) => job.giveUp(chunk!));
    expect(await em().findOneOrFail(EvaluationEntity, { id: chunk!.evaluation })).toMatchObject({ state: 'failed' });
    expect(await outdated()).toEqual([]);
  });
});
