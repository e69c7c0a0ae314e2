import { readFile, writeFile } from 'node:fs/promises';
import { ImageEntity, type Measured } from '@cellboard/db';
import { FileStore } from '../storage/file-store.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { measureImages } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { TestServer } from '../testing/server.fixture.ts';
import { MeasureImagesJob } from './measure-images.job.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('cells', [
      { cells: 1, tags: { pixelSizeUm: 0.5, split: 'train', stain: 'DAPI' } },
      { cells: 2, tags: { split: 'test', tissue: 'liver' } },
      { cells: 3, tags: { split: 'test', stain: 'DAPI' } },
    ]);
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const rows = () => em().find(ImageEntity, {}, { orderBy: { name: 'asc' } });
  const list = (query: object = {}) => server.asAnyone((api) => api.images.list(query));
  const run = () => server.with(MeasureImagesJob, (job) => job.run());
  const progress = async () => (await server.asAnyone((api) => api.system.status())).measures;
  const forget = (condition = 'true') =>
    em().execute(`update image set median_diameter_px = null, covered = null, contrast = null, sharpness = null,
      intensities = null, measured_with = null where ${condition}`);
  const nothing = { medianDiameterPx: null, covered: null, contrast: null, sharpness: null, intensities: null };
  const measured = ({ medianDiameterPx, covered, contrast, sharpness, intensities, measuredWith }: ImageEntity) =>
    ({ medianDiameterPx, covered, contrast, sharpness, intensities, measuredWith }) as Measured;

  it('an image is measured when it comes in, in micrometres where its pixel size is known', async () => {
    const { items } = await list();
    const diameterPx = 2 * Math.sqrt(2 / Math.PI);
    expect(items.map(({ measures }) => measures)).toMatchObject([
      { diameterPx, diameterUm: diameterPx / 2, covered: 1 / 3, density: 1e6 / 6 },
      { diameterPx, diameterUm: null },
      { diameterPx },
    ]);
    expect(items.map(({ split }) => split)).toEqual(['train', 'test', 'test']);
    expect(await progress()).toEqual({ done: 3, total: 3 });
  });

  it('images of an earlier release are measured in the background, with the same figures, once', async () => {
    const before = await rows();
    await forget();
    expect(await progress()).toEqual({ done: 0, total: 3 });
    expect((await list()).items.map(({ measures }) => measures)).toEqual([null, null, null]);
    await run();
    const after = await rows();
    expect(after.map(measured)).toEqual(before.map(measured));
    expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version));
    expect(await progress()).toEqual({ done: 3, total: 3 });
  });

  it('a run that was interrupted goes on where it stopped', async () => {
    await forget(`name = 'image-3'`);
    await em().execute(`update image set contrast = 0.125 where name = 'image-1'`);
    await run();
    const [first, , third] = await rows();
    expect(first?.contrast).toBe(0.125);
    expect(third?.measuredWith).toBe(1);
    await forget(`name = 'image-1'`);
    await run();
  });

  it('a start adds the job only where something is left to measure', async () => {
    const isQueued = async () => {
      const next = await TestServer.open(database);
      const pending = await next.with(Queue, (queue) => queue.isPending(measureImages));
      // Nobody waits for it, so that pages do not follow it.
      expect((await next.asAnyone((api) => api.system.status())).jobs).toMatchObject({ queued: 0, running: 0 });
      await next.close();
      return pending;
    };
    expect(await isQueued()).toBe(false);
    await forget(`name = 'image-1'`);
    expect([await isQueued(), await isQueued()]).toEqual([true, true]);
    await run();
    await em().execute(`delete from pgboss.job where name = 'measure-images'`);
  });

  it('an image whose file is missing is left for the next start, and the others are measured', async () => {
    await forget();
    const [first] = await rows();
    const file = { shelf: first!.imageFile.shelf, sha256: first!.imageFile.sha256 };
    const bytes = await server.with(FileStore, async (store) => {
      const kept = await store.withLocal(file, (path) => readFile(path));
      await store.remove(file);
      return kept;
    });
    await run();
    expect(await progress()).toEqual({ done: 2, total: 3 });
    await server.keep(file.shelf, bytes);
    await run();
    expect(await progress()).toEqual({ done: 3, total: 3 });
  });

  it('a damaged file is measured as nothing, once, and the others are measured', async () => {
    await forget();
    const [first] = await rows();
    const file = { shelf: first!.imageFile.shelf, sha256: first!.imageFile.sha256 };
    const bytes = await server.with(FileStore, (store) => store.withLocal(file, (path) => readFile(path)));
    const put = (kept: Uint8Array) =>
      server.with(FileStore, (store) => store.withLocal(file, (path) => writeFile(path, kept)));
    await put(bytes.subarray(0, bytes.length - 20));
    await run();
    expect(await progress()).toEqual({ done: 3, total: 3 });
    const [damaged, whole] = await rows();
    expect(measured(damaged!)).toEqual({ ...nothing, measuredWith: whole!.measuredWith });
    expect(whole!.covered).toBe(0.4);
    await put(bytes);
    await forget(`name = 'image-1'`);
    await run();
  });

  describe('the gallery', () => {
    const facets = async (query: object = {}) =>
      Object.fromEntries((await list(query)).facets.map(({ facet, value, images }) => [`${facet} ${value}`, images]));

    it('says how many images have each value of a facet', async () => {
      expect(await facets()).toEqual({
        ...{ 'contrast low': 3, 'density dense': 3, 'size small': 3 },
        ...{ 'split test': 2, 'split train': 1, 'stain DAPI': 2, 'tissue liver': 1 },
      });
    });

    it('counts a facet whatever was asked of it, but not of the others', async () => {
      expect(await facets({ split: 'test' })).toMatchObject({
        ...{ 'split test': 2, 'split train': 1, 'stain DAPI': 1, 'tissue liver': 1, 'size small': 2 },
      });
    });

    it.each([
      [{ split: 'test' }, ['image-2', 'image-3']],
      [{ stain: 'DAPI' }, ['image-1', 'image-3']],
      [{ stain: 'DAPI', split: 'test' }, ['image-3']],
      [{ tissue: 'liver' }, ['image-2']],
      [{ size: 'small' }, ['image-3']],
      [{ size: 'medium' }, ['image-1']],
      [{ size: 'large' }, ['image-2']],
      [{ density: 'dense' }, ['image-1', 'image-2', 'image-3']],
      [{ density: 'sparse' }, []],
      [{ contrast: 'low' }, ['image-3']],
      [{ contrast: 'medium' }, ['image-1']],
      [{ contrast: 'high', size: 'large' }, ['image-2']],
    ])('shows the images of %j; a bound belongs to the class above it', async (query, names) => {
      await em().execute(`update image set median_diameter_px = 16, contrast = 0.25 where name = 'image-1'`);
      await em().execute(`update image set median_diameter_px = 32, contrast = 0.6 where name = 'image-2'`);
      const { items, total } = await list(query);
      expect([items.map(({ name }) => name), total]).toEqual([names, names.length]);
    });

    it('has as many images in a part of a histogram as the part says, and each image in one', async () => {
      const { images, files, bytes, histograms } = await server.asAnyone((api) =>
        api.datasets.statistics({ dataset: 'cells' }),
      );
      expect([images, files]).toEqual([3, 6]);
      expect(bytes).toBeGreaterThan(0);
      expect(histograms.map(({ measure, known }) => [measure, known])).toEqual(
        ['diameter', 'density', 'cells', 'side', 'contrast', 'intensity'].map((measure) => [measure, 3]),
      );
      for (const { measure, bins, known } of histograms) {
        expect(bins.reduce((sum, bin) => sum + bin.images, 0)).toBe(known);
        for (const { from, below, images } of bins)
          expect((await list({ dataset: 'cells', within: [{ measure, from, below }] })).total).toBe(images);
      }
      const some = { measure: 'cells', from: null, below: 3 };
      expect((await list({ within: [some, { measure: 'diameter', from: 32, below: null }] })).total).toBe(1);
    });

    it('has no histogram of what was not measured, nor of images without truth', async () => {
      await forget();
      const { histograms } = await server.asAnyone((api) => api.datasets.statistics({ dataset: 'cells' }));
      expect(histograms.map(({ measure }) => measure)).toEqual(['density', 'cells', 'side']);
      expect((await list({ within: [{ measure: 'contrast', from: null, below: 1 }] })).total).toBe(0);
      await run();
      await expect(server.asAnyone((api) => api.datasets.statistics({ dataset: 'none' }))).rejects.toMatchObject({
        cause: { code: 'DATASET_NOT_FOUND' },
      });
    });

    it('refuses a class that there is none of', async () => {
      await expect(list({ size: 'huge' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });
  });
});
