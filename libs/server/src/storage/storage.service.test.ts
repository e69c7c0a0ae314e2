import { EvaluationEntity, ImageScoreEntity } from '@cellboard/db';
import { anonymous, ImageId, type FileFault, type Shelf, type Verification } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { createHash } from 'node:crypto';
import { appendFile, rm } from 'node:fs/promises';
import sharp from 'sharp';
import { EvaluateChunkJob } from '../evaluation/evaluate-chunk.job.ts';
import { PicturesService } from '../pictures/pictures.service.ts';
import { submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { FileStore } from './file-store.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const damages = {
    missing: (path: string) => rm(path),
    changed: (path: string) => appendFile(path, 'x'),
  } as const;
  const damage = (shelf: Shelf, bytes: Uint8Array, fault: FileFault['fault']) =>
    server.with(FileStore, (files) => files.withLocal({ shelf, sha256: sha256(bytes) }, damages[fault]));

  /** What a look at every file finds, page by page. */
  async function verify(limit: number, shelf?: Shelf): Promise<Verification[]> {
    const pages: Verification[] = [];
    for (let cursor: string | null | undefined; cursor !== null; cursor = pages.at(-1)?.next) {
      const query = { limit, ...(shelf && { shelf }), ...(cursor !== undefined && { cursor }) };
      pages.push(await server.asOperator((api) => api.storage.verify(query)));
    }
    return pages;
  }

  let marks = 0;
  /** A dataset of one image with files that no other has, and a perfect prediction of it. */
  async function dataset(slug: string) {
    const mark = 20 + ++marks;
    const files = { image: await imageOf(2, 100 + mark), truth: await png([0, mark, 0, 8, 0], [0, mark, 0, 8, 0]) };
    await server.asOperator((api) => api.datasets.create(words.dataset(slug)));
    await server.addImage(slug, 'one', files);
    await server.asOperator((api) => api.datasets.publish({ dataset: slug }));
    const prediction = await png([0, 8, 0, mark, 0], [0, 8, 0, mark, 0]);
    const submission = await submit(server, {
      task: 'cells',
      model: 'alpha',
      predictions: { [`${slug}/one`]: prediction },
    });
    const [chunk] = await takeJobs(database);
    if (!chunk) throw new Error('There is no job.');
    return { ...files, prediction, submission, chunk };
  }

  it('finds nothing wrong with files that are as they were stored', async () => {
    await dataset('sound');
    const [page, ...more] = await verify(500);
    expect([page?.faults, more]).toEqual([[], []]);
    expect(page?.checked).toBe(page?.total);
    expect(page?.checked).toBeGreaterThanOrEqual(3);
  });

  it('names every file that is missing or has changed, once, whatever the size of the pages', async () => {
    const { image, truth, prediction } = await dataset('damaged');
    await damage('image', image, 'missing');
    await damage('truth', truth, 'changed');
    await damage('prediction', prediction, 'missing');
    const faults: FileFault[] = [
      { shelf: 'image', sha256: sha256(image), fault: 'missing' },
      { shelf: 'truth', sha256: sha256(truth), fault: 'changed' },
      { shelf: 'prediction', sha256: sha256(prediction), fault: 'missing' },
    ];
    for (const limit of [1, 2, 500]) {
      const pages = await verify(limit);
      expect(pages.flatMap((page) => page.faults)).toHaveLength(3);
      expect(pages.flatMap((page) => page.faults)).toEqual(expect.arrayContaining(faults));
      expect(pages.reduce((sum, { checked }) => sum + checked, 0)).toBe(pages[0]?.total);
    }
    expect((await verify(500, 'truth')).flatMap((page) => page.faults)).toEqual([faults[1]]);
  });

  it.each([
    ['truth', 'missing', 'is missing from the store'],
    ['truth', 'changed', 'has changed since it was stored'],
    ['prediction', 'missing', 'is missing from the store'],
    ['prediction', 'changed', 'has changed since it was stored'],
  ] as const)('lets a %s that is %s fail its evaluation, without any score', async (shelf, fault, found) => {
    const { chunk, submission, ...files } = await dataset(`${shelf}-${fault}`);
    const bytes = files[shelf];
    await damage(shelf, bytes, fault);
    const run = () => server.with(EvaluateChunkJob, (job) => job.run(chunk));
    for (let attempt = 1; attempt <= 3; attempt++) await expect(run()).rejects.toThrow(found);
    await server.with(EvaluateChunkJob, (job) => job.giveUp(chunk));
    const evaluation = await em().findOneOrFail(EvaluationEntity, { id: chunk.evaluation });
    expect(evaluation).toMatchObject({
      ...{ state: 'failed', attempts: 3, scoredCount: 0 },
      error: `The ${shelf} file ${sha256(bytes)} ${found}. Run "cellboard verify", then restore it from a backup or upload it again.`,
    });
    expect(await em().count(ImageScoreEntity, { evaluation: evaluation.id })).toBe(0);
    expect(await em().count(EvaluationEntity, { submission, state: 'scored' })).toBe(0);

    await server.keep(shelf, bytes); // the same file once more repairs what is missing or has changed
    await server.asOperator((api) => api.submissions.requeue({ submission }));
    const [again] = await takeJobs(database);
    if (!again) throw new Error('It was not queued again.');
    await server.with(EvaluateChunkJob, (job) => job.run(again));
    const [score] = await em().find(ImageScoreEntity, { evaluation: again.evaluation });
    expect(score).toMatchObject({ problem: null, scores: { pq: 1 } });
  });

  it('draws no picture of a file that has changed, and the right one once it is repaired', async () => {
    const { image } = await dataset('pictured');
    const { items } = await server.asAnyone((api) => api.images.list({ dataset: 'pictured' }));
    const id = ImageId.parse(items[0]?.id);
    const draw = () =>
      server.with(PicturesService, async (pictures) => (await pictures.thumbnail(anonymous, id)).bytes());
    await damage('image', image, 'changed');
    await expect(draw()).rejects.toThrow('has changed since it was stored');
    await server.keep('image', image);
    expect((await sharp(await draw()).metadata()).format).toBe('webp');
  });

  it('leaves alone what the database does not know', async () => {
    const bytes = await truthOf(7);
    const before = (await verify(500, 'prediction')).reduce((sum, { checked }) => sum + checked, 0);
    await server.keep('prediction', bytes);
    expect((await verify(500, 'prediction')).reduce((sum, { checked }) => sum + checked, 0)).toBe(before);
  });
});
