import { anonymous, type CandidateId, type Cell } from '@cellboard/contract';
import { CellPartEntity, CellRecordEntity, StoredFileEntity } from '@cellboard/db';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChunkScorer } from '../evaluation/chunk-scorer.ts';
import { EvaluateChunkJob } from '../evaluation/evaluate-chunk.job.ts';
import { EvaluationsService, evaluator } from '../evaluation/evaluations.service.ts';
import { ScoringProcesses } from '../evaluation/scoring-processes.ts';
import { recordCells } from '../queue/jobs.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { runJobs, submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { imageOf, png } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { CellDownloads } from './cell-downloads.service.ts';
import { CellParts } from './cell-parts.ts';
import { CellRecords } from './cell-records.service.ts';
import { RecordCellsJob } from './record-cells.job.ts';

describeDatabases((database) => {
  let server: TestServer;
  let folder: string;
  let candidate: CandidateId;
  let evaluation: string;
  let predictions: Record<string, Uint8Array>;
  const em = () => database.orm.em.fork();
  const slice = () => ({ task: 'cells', dataset: 'tissue', candidate });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-cells-'));
    server = await TestServer.open(database, {}, folder);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
    await server.publishDataset('tissue', [{ cells: 2 }, { cells: 3 }], { redistributable: true });
    candidate = (await server.asAnyone((api) => api.models.get({ model: 'alpha' }))).candidates[0]!.id;
    // In image-1 cell 1 is found whole and cell 2 missed; in image-2 cells 1 and 2 are merged, and nothing found of 3.
    predictions = {
      'image-1': await png([0, 5, 0, 0, 0], [0, 5, 0, 0, 0]),
      'image-2': await png([0, 7, 7, 7, 0, 0, 0], [0, 7, 7, 7, 0, 0, 0]),
    };
    await submit(server, { task: 'cells', model: 'alpha', predictions });
    await runJobs(database, server);
  });
  afterAll(() => server.close());

  async function takeRecordJobs() {
    const rows = await em().execute<{ data: unknown }[]>(
      `delete from pgboss.job where name = '${recordCells.name}' and state = 'created' returning data`,
    );
    return rows.map(({ data }) => recordCells.payload.parse(data));
  }
  const record = (id: string) => server.with(RecordCellsJob, (job) => job.run({ evaluation: id }));
  const files = () => server.with(FileStore, (store) => listed(store));
  const listed = async (store: FileStore) => {
    const all: FileRef[] = [];
    for await (const { shelf, sha256 } of store.list('sheet')) all.push({ shelf, sha256 });
    return all;
  };
  const recordOf = async (id: string) => {
    const { file } = await em().findOneOrFail(CellRecordEntity, { evaluation: id });
    return { shelf: 'sheet', sha256: file!.sha256 } as const;
  };
  const verified = async () => (await server.asOperator((api) => api.storage.verify({ shelf: 'sheet' }))).faults;
  const list = (more: object = {}) => server.asAnyone((api) => api.cells.list({ ...slice(), ...more }));
  const short = (cells: readonly Cell[]) =>
    cells.map(({ image, side, originalId, status, iou }) => [image, side, originalId, status, Number(iou.toFixed(3))]);

  it('appear with the scores, as one file, and nothing is left of the parts', async () => {
    expect(await takeRecordJobs()).toEqual([]);
    const [row] = await em().execute<{ id: string }[]>('select evaluation_id as id from cell_record');
    evaluation = row!.id;
    await record(evaluation); // as after a worker that died when all was done
    expect(await em().count(CellPartEntity, {})).toBe(0);
    expect(await files()).toHaveLength(1);
    const rows = await em().find(CellRecordEntity, {});
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ cellCount: 7, problem: null, version: 1 });
    expect(await em().count(StoredFileEntity, { shelf: 'sheet' })).toBe(1);
  });

  it('are listed, the worst first, page by page', async () => {
    const all = await list({ limit: 100 });
    expect(all.next).toBeNull();
    expect(short(all.items)).toEqual([
      ['image-1', 'truth', 2, 'missed', 0],
      ['image-2', 'truth', 3, 'missed', 0],
      ['image-2', 'truth', 1, 'merged', 0.333],
      ['image-2', 'truth', 2, 'merged', 0.333],
      ['image-2', 'prediction', 7, 'merged', 0.333],
      ['image-1', 'truth', 1, 'matched', 1],
      ['image-1', 'prediction', 5, 'matched', 1],
    ]);
    for (const query of [{}, { sort: 'area', order: 'descending' }, { sort: 'number' }] as const) {
      const whole = await list({ ...query, limit: 100 });
      const pages: Cell[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof list>> = await list({ ...query, limit: 3, ...(cursor && { cursor }) });
        pages.push(...page.items);
        cursor = page.next;
      }
      expect(pages).toEqual(whole.items);
    }
  });

  it('have everything that is recorded', async () => {
    const { items } = await list({ image: 'image-1', side: 'truth', status: 'matched' });
    expect(items).toEqual([
      {
        ...{ image: 'image-1', side: 'truth', cell: 1, originalId: 1, matchedId: 5, status: 'matched' },
        ...{ iou: 1, dice: 1, hausdorff: 0, area: 2, centroidRow: 0.5, centroidColumn: 1 },
        ...{ perimeter: expect.closeTo((Math.PI / 4) * (3 + 4 * Math.SQRT1_2), 5) as number, touchesBorder: true },
        ...{ neighbourDistance: 2, means: [10], rings: [10] },
      },
    ]);
  });

  it('of one image, and their counts by size', async () => {
    const { items } = await server.asAnyone((api) => api.cells.ofImage({ ...slice(), image: 'image-2' }));
    expect(items.map(({ side, cell }) => [side, cell])).toEqual([
      ['truth', 1],
      ['truth', 2],
      ['truth', 3],
      ['prediction', 1],
    ]);
    const { bins } = await server.asAnyone((api) => api.cells.bySize(slice()));
    expect(bins).toEqual([
      {
        ...{ from: 2, to: 2, cells: 5, matched: 1, missed: 2, split: 0, merged: 2, boundary: 0, invented: 0 },
        ...{ detection: 1 / 5, iou: expect.closeTo((1 + 2 / 3) / 5, 9) as number },
        ...{ dice: expect.closeTo((1 + 2 * 0.5) / 5, 9) as number, hausdorff: expect.any(Number) as number },
      },
    ]);
  });

  it('are downloaded as CSV and Parquet, of a dataset and of an image', async () => {
    const bytesOf = async (format: 'csv' | 'parquet') =>
      server.with(CellDownloads, async (downloads) => {
        const { pieces } = await downloads.ofDataset(anonymous, slice(), format);
        const all: Uint8Array[] = [];
        for await (const piece of await pieces()) all.push(piece);
        return Buffer.concat(all);
      });
    const lines = (await bytesOf('csv')).toString().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[0]).toBe(
      'image,side,cell,original_id,matched_id,status,iou,dice,hausdorff,area,perimeter,centroid_row,centroid_column,touches_border,neighbour_distance,mean_1,ring_1',
    );
    expect(lines[1]).toMatch(/^image-1,truth,1,1,5,matched,1,1,0,2,[\d.]+,0\.5,1,true,2,10,10$/);
    expect((await bytesOf('parquet')).subarray(0, 4).toString()).toBe('PAR1');
    const { items } = await server.asAnyone((api) => api.images.list({ dataset: 'tissue' }));
    await server.with(CellDownloads, async (downloads) => {
      const place = { image: items[1]!.id, task: 'cells', candidate };
      for (const format of ['csv', 'parquet'] as const) {
        const download = await downloads.ofImage(anonymous, place, format);
        expect(download.name).toBe(`cells-tissue-image-2.${format}`);
        let bytes = 0;
        for await (const piece of await download.pieces()) bytes += piece.length;
        expect(bytes).toBeGreaterThan(300);
      }
    });
  });

  it.each([
    [{ task: 'nowhere' }, 'There is no task'],
    [{ dataset: 'nowhere' }, 'There is no scored result'],
    [{ candidate: '00000000-0000-4000-8000-000000000000' }, 'There is no scored result'],
    [{ cursor: 'eA' }, 'The cursor is not valid'],
  ])('are refused for %j', async (more, message) => {
    await expect(list(more)).rejects.toMatchObject({ message: expect.stringContaining(message) as string });
  });

  it('are only shown where the licence does not allow more', async () => {
    await em().execute(`update dataset set redistributable = false where slug = 'tissue'`);
    const download = server.with(CellDownloads, (downloads) => downloads.ofDataset(anonymous, slice(), 'csv'));
    await expect(download).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await list()).items).not.toHaveLength(0);
    await em().execute(`update dataset set redistributable = true where slug = 'tissue'`);
  });

  describe.each(['missing', 'changed'] as const)('a record that is %s', (fault) => {
    const damage = async () => {
      const [file] = await files();
      await server.with(FileStore, (store) =>
        store.withLocal(file!, (path) => (fault === 'missing' ? rm(path) : appendFile(path, 'x'))),
      );
      return file!;
    };

    it('is found by verify, and made again, the same', async () => {
      const file = await damage();
      expect(await verified()).toEqual([{ ...file, fault, rebuilt: 'queued' }]);
      await expect(list()).rejects.toMatchObject({ message: expect.stringContaining('being recorded') as string });
      for (const job of await takeRecordJobs()) await record(job.evaluation);
      expect(await files()).toEqual([file]);
      expect((await list()).items).toHaveLength(7);
    });
  });

  it('is found to be missing where somebody asks for it', async () => {
    const [file] = await files();
    await server.with(FileStore, (store) => store.remove(file!));
    await expect(list()).rejects.toMatchObject({ message: expect.stringContaining('recorded again') as string });
    for (const job of await takeRecordJobs()) await record(job.evaluation);
    expect((await list()).items).toHaveLength(7);
  });

  it('that cannot be made says why, and is tried again at the next start', async () => {
    const [file] = await files();
    await server.with(CellRecords, (records) => records.lose(file!));
    await takeRecordJobs();
    const image = await imageOf(2, 10);
    const original = await server.keep('image', image);
    await server.with(FileStore, (store) => store.remove(original));
    await record(evaluation);
    await expect(list()).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be recorded: The image file [0-9a-f]{64} is missing/) as string,
    });
    await server.keep('image', image);
    await server.with(CellRecords, (records) => records.queueLacking());
    const jobs = await takeRecordJobs();
    expect(jobs).toEqual([{ evaluation }]);
    await record(evaluation);
    expect(await files()).toEqual([file]);
  });

  describe('of an evaluation that stopped between its chunks', () => {
    /** Scores the images one by one, as chunks would, up to its end. */
    const stopped = async () => {
      await submit(server, { task: 'cells', model: 'alpha', predictions });
      const [chunk] = await takeJobs(database);
      await server.with(EvaluationsService, async (evaluations) => {
        for (const image of chunk!.images) {
          const pending = (await evaluations.start(evaluator, chunk!.evaluation, [image])) ?? [];
          const { scored, rows } = await server.with(ChunkScorer, (scorer) => scorer.scoreAndRecord(pending));
          const part = await server.with(CellParts, (parts) => parts.put(rows));
          await evaluations.add(evaluator, chunk!.evaluation, { scored, part });
        }
      });
      expect(await em().count(CellPartEntity, {})).toBe(2);
      return chunk!;
    };
    it('goes on from what was recorded, and computes no cell again', async () => {
      const chunk = await stopped();
      const picture = await server.keep('image', await imageOf(2, 10));
      await server.with(FileStore, (store) => store.remove(picture));
      await server.with(EvaluateChunkJob, (job) => job.run(chunk));
      expect([await takeRecordJobs(), await em().count(CellPartEntity, {})]).toEqual([[], 0]);
      expect(await files()).toHaveLength(2); // the first evaluation has its own
      await server.keep('image', await imageOf(2, 10));
      const made = await recordOf(chunk.evaluation);
      await server.with(CellRecords, (all) => all.lose(made));
      for (const job of await takeRecordJobs()) await record(job.evaluation);
      expect(await recordOf(chunk.evaluation)).toEqual(made); // the same bytes
    });

    it('has its record made behind the scores where a part is lost, of the images that are left', async () => {
      const chunk = await stopped();
      const [part] = await em().find(CellPartEntity, {}, { populate: ['file'] });
      const lost = { shelf: 'sheet', sha256: part!.file.sha256 } as const;
      await server.with(FileStore, (store) => store.withLocal(lost, (path) => appendFile(path, 'x')));
      expect(await verified()).toEqual([{ ...lost, fault: 'changed', rebuilt: 'queued' }]);
      await takeRecordJobs();
      await server.with(EvaluateChunkJob, (job) => job.run(chunk));
      expect(await takeRecordJobs()).toEqual([{ evaluation: chunk.evaluation }]);
      await record(chunk.evaluation);
      expect(await em().count(CellPartEntity, {})).toBe(0);
      expect(await em().count(StoredFileEntity, { shelf: 'sheet' })).toBe(3);
    });

    it('leaves no file where it fails', async () => {
      const before = await files();
      const chunk = await stopped();
      await server.with(EvaluationsService, (evaluations) => evaluations.fail(evaluator, chunk.evaluation));
      expect(await files()).toEqual(before);
      expect(await em().count(StoredFileEntity, { shelf: 'sheet' })).toBe(before.length);
    });
  });

  it('is whole or not there where its making was cut off, and the next run makes it', async () => {
    const file = await recordOf(evaluation);
    const others = (await files()).filter(({ sha256 }) => sha256 !== file.sha256);
    await server.with(CellRecords, (records) => records.lose(file));
    await takeRecordJobs();
    const other = await TestServer.open(database, {}, folder);
    try {
      const cutOff = other.with(RecordCellsJob, (job) => job.run({ evaluation }));
      await Promise.all([
        expect(cutOff).rejects.toThrow('The pool of processes has been closed'),
        other.with(ScoringProcesses, ({ scorer }) => scorer.close()),
      ]);
      expect([await files(), await em().count(CellRecordEntity, { evaluation })]).toEqual([others, 0]);
      await record(evaluation);
      expect(await recordOf(evaluation)).toEqual(file);
    } finally {
      await other.close();
    }
  });
});
