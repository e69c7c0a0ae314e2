import { EvaluationEntity, ImageScoreEntity, LabelFileEntity, StoredFileEntity } from '@cellboard/db';
import { anonymous, ImageId, type FileFault, type Shelf, type Verification } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { createHash } from 'node:crypto';
import { appendFile, rm } from 'node:fs/promises';
import sharp from 'sharp';
import { decodeLabels, writeLabelFile } from '@cellboard/formats/node';
import { EvaluateChunkJob } from '../evaluation/evaluate-chunk.job.ts';
import { PicturesService } from '../pictures/pictures.service.ts';
import { submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { MakeLabelFilesJob } from '../label-files/make-label-files.job.ts';
import type { EvaluateChunk } from '../queue/job-payloads.ts';
import { FileStore, type FileRef } from './file-store.ts';

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

  /** Changes what never changes, as an earlier release might have left it. */
  const behindTheBack = (statement: string) =>
    em().transactional(async (transaction) => {
      await transaction.execute('set local session_replication_role = replica');
      await transaction.execute(statement);
    });
  /** The label file of a mask. */
  async function labelFileOf(shelf: Shelf, mask: Uint8Array): Promise<FileRef> {
    const row = await em().findOneOrFail(LabelFileEntity, { original: { shelf, sha256: sha256(mask) } });
    return { shelf, sha256: row.file?.sha256 ?? '' };
  }
  const damageLabels = async (shelf: Shelf, mask: Uint8Array, fault: FileFault['fault']) => {
    const file = await labelFileOf(shelf, mask);
    await server.with(FileStore, (files) => files.withLocal(file, damages[fault]));
    return file;
  };
  const scoresOf = (evaluation: string) => em().find(ImageScoreEntity, { evaluation });
  const run = (chunk: EvaluateChunk) => server.with(EvaluateChunkJob, (job) => job.run(chunk));

  it('finds nothing wrong with files that are as they were stored', async () => {
    await dataset('sound');
    const [page, ...more] = await verify(500);
    expect([page?.faults, more]).toEqual([[], []]);
    expect(page?.checked).toBe(page?.total);
    expect(page?.checked).toBeGreaterThanOrEqual(3);
  });

  describe('the label files of an earlier release', () => {
    const makeAll = () => server.with(MakeLabelFilesJob, (job) => job.run());
    const progress = () => server.with(MakeLabelFilesJob, (job) => job.progress());
    const rows = async () => {
      const all = await em().find(LabelFileEntity, {}, { orderBy: { original: 'asc', kind: 'asc', width: 'asc' } });
      return all.map(({ original, kind, file }) => [original.shelf, original.sha256, kind, file?.sha256]);
    };
    /** As it was before there were label files. */
    async function forget(condition = 'true'): Promise<number> {
      const gone = await em().execute<FileRef[]>(`delete from label_file where ${condition} returning shelf, sha256`);
      for (const { shelf, sha256: hash } of gone) {
        await em().nativeDelete(StoredFileEntity, { shelf, sha256: hash });
        await server.with(FileStore, (store) => store.remove({ shelf, sha256: hash }));
      }
      return gone.length;
    }

    it('are made in the background, the same as on upload, and nothing is done twice', async () => {
      await dataset('converted');
      await server.with(MakeLabelFilesJob, (job) => job.run()); // what the tests before left
      const before = await rows();
      const { total } = await progress();
      expect(await forget()).toBe(before.length);
      expect(await progress()).toEqual({ done: 0, total });
      await makeAll();
      expect(await rows()).toEqual(before);
      expect(await progress()).toEqual({ done: total, total });
      const since = await em().execute<object[]>('select created_at from label_file order by 1');
      await makeAll();
      expect(await em().execute<object[]>('select created_at from label_file order by 1')).toEqual(since);
    });

    it('are begun by a start where one is missing, which the status shows; an interrupted job goes on', async () => {
      const { prediction, chunk } = await dataset('interrupted');
      const before = await rows();
      await forget(`original_sha256 = '${sha256(prediction)}'`);
      const status = async () => {
        const next = await TestServer.open(database);
        const { labelFiles } = await next.asAnyone((api) => api.system.status());
        await next.close();
        return labelFiles;
      };
      const { total } = await progress();
      expect(await status()).toEqual({ done: total - 1, total });
      await em().execute(`delete from pgboss.job where name = 'make-label-files'`);
      await run(chunk); // does not wait for it
      expect(await scoresOf(chunk.evaluation)).toMatchObject([{ problem: null, scores: { pq: 1 } }]);
      expect(await rows()).toEqual(before);
      expect(await status()).toBeNull();
    });

    it('are not asked for again where an original cannot be read, and tried again where it is missing', async () => {
      const { submission, prediction, truth } = await dataset('unreadable');
      const { total } = await progress();
      await forget(`original_sha256 in ('${sha256(prediction)}', '${sha256(truth)}')`);
      await damage('truth', truth, 'missing');
      const noise = await server.keep('prediction', new TextEncoder().encode('from an early release'));
      await em().insert(StoredFileEntity, noise);
      await behindTheBack(`update prediction set sha256 = '${noise.sha256}' where submission_id = '${submission}'`);
      await makeAll();
      expect(await progress()).toEqual({ done: total - 1, total });
      const unread = await em().findOneOrFail(LabelFileEntity, { original: noise });
      expect(unread.file).toBeNull();
      await server.keep('truth', truth);
      await makeAll();
      expect(await progress()).toEqual({ done: total, total });
    });

    it('are made again where they have another version', async () => {
      const before = await rows();
      await em().execute(`update label_file set version = 99 where sha256 is not null`);
      await makeAll();
      expect(await rows()).toEqual(before);
      expect(await em().count(LabelFileEntity, { version: 99 })).toBe(0);
    });
  });

  it('names every file that is missing or has changed, once, whatever the size of the pages', async () => {
    const { image, truth, prediction } = await dataset('damaged');
    await damage('image', image, 'missing');
    await damage('truth', truth, 'changed');
    await damage('prediction', prediction, 'missing');
    const faults: FileFault[] = [
      { shelf: 'image', sha256: sha256(image), fault: 'missing', rebuilt: null },
      { shelf: 'truth', sha256: sha256(truth), fault: 'changed', rebuilt: null },
      { shelf: 'prediction', sha256: sha256(prediction), fault: 'missing', rebuilt: null },
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
    ['prediction', 'changed', 'has changed since it was stored'],
  ] as const)('lets a %s that is %s, with its label file, fail its evaluation', async (shelf, fault, found) => {
    const { chunk, submission, ...files } = await dataset(`${shelf}-${fault}`);
    const bytes = files[shelf];
    await damage(shelf, bytes, fault);
    await damageLabels(shelf, bytes, fault);
    for (let attempt = 1; attempt <= 3; attempt++) await expect(run(chunk)).rejects.toThrow(found);
    await server.with(EvaluateChunkJob, (job) => job.giveUp(chunk));
    const evaluation = await em().findOneOrFail(EvaluationEntity, { id: chunk.evaluation });
    expect(evaluation).toMatchObject({
      ...{ state: 'failed', attempts: 3, scoredCount: 0 },
      error: `The ${shelf} file ${sha256(bytes)} ${found}. Run "cellboard verify", then restore it from a backup or upload it again.`,
    });
    expect(await scoresOf(evaluation.id)).toEqual([]);
    expect(await em().count(EvaluationEntity, { submission, state: 'scored' })).toBe(0);

    await server.keep(shelf, bytes); // the same file once more repairs what is missing or has changed
    await server.asOperator((api) => api.submissions.requeue({ submission }));
    const [again] = await takeJobs(database);
    if (!again) throw new Error('It was not queued again.');
    await run(again);
    expect(await scoresOf(again.evaluation)).toMatchObject([{ problem: null, scores: { pq: 1 } }]);
  });

  it('scores, and scores again, without opening an original', async () => {
    const { chunk, submission, truth, prediction } = await dataset('without-originals');
    await damage('truth', truth, 'missing');
    await damage('prediction', prediction, 'changed');
    await run(chunk);
    const [first] = await scoresOf(chunk.evaluation);
    expect(first).toMatchObject({ problem: null, scores: { pq: 1 } });
    await behindTheBack(`delete from performance where evaluation_id = '${chunk.evaluation}' and metric_id = 'mHD'`);
    await server.asOperator((api) => api.evaluations.rescore({ task: 'cells' }));
    const [again] = (await takeJobs(database)).filter((job) => job.submission === submission);
    await run(again!);
    expect((await scoresOf(again!.evaluation)).map(({ scores }) => scores)).toEqual([first?.scores]);
  });

  it('makes a label file that is missing, or of another original, again before it scores', async () => {
    const { chunk, truth, prediction } = await dataset('labels');
    const files = [await damageLabels('truth', truth, 'missing'), await labelFileOf('prediction', prediction)] as const;
    const strange = await writeLabelFile(await decodeLabels(prediction), 'f'.repeat(64));
    const other = await server.keep('prediction', strange);
    await em().insert(StoredFileEntity, other);
    await em().execute(`update label_file set sha256 = ? where sha256 = ?`, [other.sha256, files[1].sha256]);
    await run(chunk);
    expect(await scoresOf(chunk.evaluation)).toMatchObject([{ problem: null, scores: { pq: 1 } }]);
    for (const file of files) expect(await server.with(FileStore, (store) => store.check(file))).toBe(true);
    expect(await labelFileOf('prediction', prediction)).toEqual(files[1]);
    // Nothing refers to the strange one any more, so it is gone.
    expect(await server.with(FileStore, (store) => store.stat(other))).toBeNull();
    expect(await em().count(StoredFileEntity, { sha256: other.sha256 })).toBe(0);
  });

  it('makes label files again that a look at every file finds missing or damaged, where their originals are sound', async () => {
    const { chunk, truth, prediction } = await dataset('rebuilt');
    const files = [
      { ...(await damageLabels('truth', truth, 'changed')), fault: 'changed', rebuilt: true },
      { ...(await damageLabels('prediction', prediction, 'missing')), fault: 'missing', rebuilt: false },
    ];
    await damage('prediction', prediction, 'changed');
    const original = { shelf: 'prediction', sha256: sha256(prediction), fault: 'changed', rebuilt: null };
    const [page] = await verify(500);
    const own = (found: FileFault[] = []) =>
      found.filter((one) => [original, ...files].some((file) => file.sha256 === one.sha256));
    expect(own(page?.faults)).toHaveLength(3);
    expect(own(page?.faults)).toEqual(expect.arrayContaining([original, ...files]));
    await server.keep('prediction', prediction);
    expect(own((await verify(500))[0]?.faults)).toEqual([{ ...files[1], rebuilt: true }]);
    expect(own((await verify(500))[0]?.faults)).toEqual([]);
    await run(chunk);
    expect(await scoresOf(chunk.evaluation)).toMatchObject([{ problem: null, scores: { pq: 1 } }]);
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
