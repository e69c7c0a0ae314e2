import type { SubmissionId } from '@cellboard/contract';
import { EvaluationEntity, ImageEntity, ImageScoreEntity, PerformanceEntity, StoredFileEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { evaluate, isScored } from '@cellboard/evaluation';
import { resolveMetrics } from '@cellboard/metrics';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileStore } from '../storage/file-store.ts';
import { png } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { ChunkScorer } from './chunk-scorer.ts';

const image = png([9, 8, 7, 6, 5], [4, 3, 2, 1, 0]);
// One cell is found with 4 of its 6 pixels, one is missed, one is invented; the latter two lie in the vague area.
const truth = png([1, 1, 1, 0, 0], [1, 1, 1, 0, 2]);
const prediction = png([7, 7, 0, 9, 0], [7, 7, 0, 0, 0]);
const vague = png([0, 0, 0, 255, 255], [0, 0, 0, 255, 255]);
const nothing = png([0, 0, 0, 0, 0], [0, 0, 0, 0, 0]);
const everything = png([1, 1, 1, 1, 1], [1, 1, 1, 1, 1]);

/** Image by image what is ignored. */
const masks = { clear: undefined, everything, nothing, vague };

describeDatabases((database) => {
  let server: TestServer;
  let submission: SubmissionId;
  beforeAll(async () => {
    server = await TestServer.open(database, { runsJobs: true });
    await server.asOperator((api) => api.datasets.create(words.dataset('tissue')));
    for (const [name, ignore] of Object.entries(masks)) await upload(name, await ignore);
    await server.asOperator((api) => api.datasets.publish({ dataset: 'tissue' }));
    await server.asOperator((api) => api.models.create(words.model('alpha')));
    await server.asOperator((api) => api.tasks.create(words.task('vague', 'tissue')));
    const request = { task: 'vague', model: 'alpha', candidate: 'base' };
    const { id } = await server.asOperator((api) => api.submissions.create(request));
    submission = id;
    for (const name of Object.keys(masks)) await server.addPrediction(id, name, { bytes: await prediction });
    await server.asOperator((api) => api.submissions.close({ submission: id }));
    while ((await em().findOneOrFail(EvaluationEntity, { submission: id })).finishedAt == null) await sleep(50);
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const upload = async (name: string, ignore: Uint8Array | undefined) =>
    server.addImage('tissue', name, { image: await image, truth: await truth, ...(ignore && { ignore }) });

  it('are kept with the image, and named by its files', async () => {
    const files = await server.asOperator((api) => api.datasets.files({ dataset: 'tissue' }));
    const hash = async (bytes: Promise<Uint8Array>) =>
      (await server.with(FileStore, async (store) => store.put('truth', await bytes, 2 ** 20))).sha256;
    expect(files.items.map(({ name, ignoreSha256 }) => [name, ignoreSha256])).toEqual([
      ['clear', null],
      ['everything', await hash(everything)],
      ['nothing', await hash(nothing)],
      ['vague', await hash(vague)],
    ]);
  });

  it('give a submission the scores that the same files get on the command line', async () => {
    const files = { truth: await truth, prediction: await prediction };
    const jobs = await Promise.all(
      Object.entries(masks).map(async ([name, ignore]) => ({ image: name, ...files, ignore: (await ignore) ?? null })),
    );
    const { results, summary } = await evaluate(jobs, { metrics: resolveMetrics('all'), perCell: false, threads: 1 });
    const kept = await em().find(
      ImageScoreEntity,
      { evaluation: { submission } },
      { orderBy: { image: { name: 'asc' } }, populate: ['image'] },
    );
    expect(kept.map(({ image: { name }, scores, fractions }) => [name, scores, fractions])).toEqual(
      results.filter(isScored).map(({ image: name, metrics, fractions }) => [name, metrics, fractions]),
    );
    const board = await em().find(PerformanceEntity, { evaluation: { submission } });
    for (const { metricVersion, aggregation, score } of board) {
      const { metric } = metricVersion;
      expect([metric.id, aggregation, score ?? null]).toEqual([
        metric.id,
        aggregation,
        summary[aggregation][metric.id as keyof typeof summary.mean] ?? null,
      ]);
    }
    expect(board.length).toBeGreaterThan(50);
  });

  it('leave out what lies there, and nothing else', async () => {
    const kept = await em().find(ImageScoreEntity, { evaluation: { submission } }, { populate: ['image'] });
    const of = (name: string) => kept.find((score) => score.image.name === name)?.scores ?? {};
    expect(of('clear')).toMatchObject({ 'tp@0.5': 1, 'fp@0.5': 1, 'fn@0.5': 1, truthCells: 2 });
    expect(of('nothing')).toEqual(of('clear'));
    expect(of('vague')).toMatchObject({ 'tp@0.5': 1, 'fp@0.5': 0, 'fn@0.5': 0, truthCells: 1, pq: 4 / 6 });
    expect(of('everything')).toMatchObject({ 'tp@0.5': 0, 'fp@0.5': 0, 'fn@0.5': 0, truthCells: 0, pq: null });
  });

  it('that are lost fail the job, for which no prediction is to blame', async () => {
    const row = await em().findOneOrFail(ImageEntity, { name: 'vague' });
    const { id: imageId, truthFile, ignoreFile, width, height } = row;
    const truthSha256 = truthFile?.sha256 ?? '';
    const pending = { imageId, image: 'vague', width, height, truthSha256, predictionSha256: null };
    const score = (sha256: string) =>
      server.with(ChunkScorer, (scorer) => scorer.score([{ ...pending, ignoreSha256: sha256 }]));
    await expect(score('f'.repeat(64))).rejects.toThrow(`The truth file ${'f'.repeat(64)} is missing from the store.`);
    const other = await server.with(FileStore, async (store) => store.put('truth', await png([1]), 2 ** 20));
    await em().insert(StoredFileEntity, other);
    await expect(score(other.sha256)).rejects.toThrow(
      'vague could not be scored, which is not the fault of its prediction. FILE_UNREADABLE: The ignore mask is 1×1',
    );
    expect(await score(String(ignoreFile?.sha256))).toMatchObject([{ problem: null, scores: { truthCells: 1 } }]);
  });
});
