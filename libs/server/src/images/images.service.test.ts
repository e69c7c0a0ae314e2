import { anonymous, CandidateId, ImageId, Problem } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import sharp from 'sharp';
import { PicturesService, type Picture } from '../pictures/pictures.service.ts';
import { FileStore } from '../storage/file-store.ts';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { foundOf, imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('b-tissue', [{ cells: 4, tags: { cellType: 'hepatocyte' } }]);
    await server.publishDataset('a-cells', [
      { cells: 1, tags: { cellType: 'yeast' } },
      { cells: 2, tags: { cellType: 'yeast' } },
      { cells: 3, tags: { cellType: 'neuron', instanceSeg: false } },
    ]);
    await server.asOperator((api) => api.datasets.create(words.dataset('hidden')));
    await server.addImage('hidden', 'secret', {
      image: await imageOf(5, 99),
      truth: await truthOf(5),
      tags: { cellType: 'secret' },
    });
    await server.asOperator((api) => api.tasks.create(words.task('yeast-only', 'a-cells')));
    await server.asOperator((api) => api.models.create(words.model('alpha')));
  });
  afterAll(() => server.close());

  const list = (query: object = {}) => server.asAnyone((api) => api.images.list(query));
  const names = async (query: object = {}) =>
    (await list(query)).items.map(({ dataset, name }) => `${dataset}/${name}`);
  const everyCellType = [
    { cellType: 'hepatocyte', images: 1 },
    { cellType: 'neuron', images: 1 },
    { cellType: 'yeast', images: 2 },
  ];

  describe('the gallery', () => {
    it('shows every published image in the order of dataset and name, and no other', async () => {
      expect(await names()).toEqual(['a-cells/image-1', 'a-cells/image-2', 'a-cells/image-3', 'b-tissue/image-1']);
      expect(await list()).toMatchObject({ total: 4, cellTypes: everyCellType, overlays: [] });
      expect((await list()).items[3]).toEqual({
        id: expect.any(String) as string,
        name: 'image-1',
        dataset: 'b-tissue',
        ...{ object: 'cell', cellType: 'hepatocyte', modality: 'fluorescence', width: 9, height: 2, cellCount: 4 },
        ...{ stain: null, tissue: null, split: null, pixelSizeUm: null },
        measures: {
          ...{ diameterPx: 2 * Math.sqrt(2 / Math.PI), diameterUm: null, density: 4e6 / 18, covered: 8 / 18 },
          contrast: 0,
          sharpness: null,
          intensities: [{ p1: 10, p50: 10, p99: 10 }],
        },
      });
    });

    it('goes on where the page before ended', async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit: 3, ...(cursor !== undefined && { cursor }) });
        seen.push(...page.items.map(({ dataset, name }) => `${dataset}/${name}`));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(await names());
    });

    it('leaves out as many as it is asked to, after the cursor', async () => {
      const all = await names();
      expect(await names({ skip: 3 })).toEqual(all.slice(3));
      const { next } = await list({ limit: 1 });
      expect(await names({ cursor: next, skip: 1, limit: 2 })).toEqual(all.slice(2, 4));
      expect(await list({ cursor: next, skip: 1, limit: 2 })).toMatchObject({ next: null });
      expect(await names({ skip: 400 })).toEqual([]);
    });

    it('shows synthetic images last, on every page', async () => {
      const mark = (synthetic: boolean) =>
        database.orm.em.fork().execute('update dataset set synthetic = ? where slug = ?', [synthetic, 'a-cells']);
      await mark(true);
      const [first, second] = ['b-tissue/image-1', 'a-cells/image-1'];
      expect((await names()).slice(0, 2)).toEqual([first, second]);
      const page = await list({ limit: 1 });
      expect(await names({ limit: 1, cursor: page.next })).toEqual([second]);
      const next = await list({ limit: 1, cursor: page.next });
      expect(await names({ cursor: next.next })).toEqual(['a-cells/image-2', 'a-cells/image-3']);
      await mark(false);
    });

    it('refuses a cursor that it never gave', async () => {
      await expect(list({ cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });

    it('counts what matches, and answers no more than it was asked for', async () => {
      expect(await list({ limit: 1 })).toMatchObject({ total: 4, items: [{ dataset: 'a-cells' }] });
    });

    it('shows one cell type, and goes on to name the others', async () => {
      expect(await names({ cellType: 'yeast' })).toEqual(['a-cells/image-1', 'a-cells/image-2']);
      expect(await list({ cellType: 'yeast' })).toMatchObject({ total: 2, cellTypes: everyCellType });
      expect(await list({ cellType: 'nothing like it' })).toMatchObject({
        total: 0,
        items: [],
        cellTypes: everyCellType,
      });
    });

    it('shows the images of a task', async () => {
      expect(await names({ task: 'yeast-only' })).toEqual(['a-cells/image-1', 'a-cells/image-2', 'a-cells/image-3']);
      expect(await list({ task: 'yeast-only', cellType: 'neuron' })).toMatchObject({ total: 1 });
      await expect(list({ task: 'nowhere' })).rejects.toMatchObject({ cause: { code: 'TASK_NOT_FOUND' } });
    });

    it.each([{ limit: 0 }, { limit: 201 }, { limit: 1.5 }, { cellType: '' }, { task: "x' or 1=1" }, { sort: 'ugly' }])(
      'refuses %j',
      async (query) => {
        await expect(list(query)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      },
    );

    it('takes quotes in a cell type for letters', async () => {
      expect(await list({ cellType: `yeast' or '1'='1` })).toMatchObject({ total: 0 });
    });
  });

  describe('a picture', () => {
    const draw = (ask: (pictures: PicturesService) => Promise<Picture>) =>
      server.with(PicturesService, async (pictures) => {
        const { key, bytes } = await ask(pictures);
        return { key, meta: await sharp(await bytes()).metadata() };
      });
    const imageId = async (name: string) =>
      ImageId.parse((await list()).items.find((image) => image.name === name)?.id);

    it('of an image is a small WebP, and its truth a transparent one of the same size', async () => {
      const id = await imageId('image-2');
      const thumbnail = await draw((pictures) => pictures.thumbnail(anonymous, id));
      expect(thumbnail.meta).toMatchObject({ format: 'webp', width: 5, height: 2, hasAlpha: false });
      const truth = await draw((pictures) => pictures.truth(anonymous, id));
      expect(truth.meta).toMatchObject({ format: 'webp', width: 5, height: 2, hasAlpha: true });
      expect(truth.key).not.toBe(thumbnail.key);
    });

    it('of a truth is hatched where no score looks', async () => {
      await server.asOperator((api) => api.datasets.create(words.dataset('vague')));
      const ignore = await png([0, 0, 0, 255, 255], [0, 0, 0, 255, 255]);
      for (const [name, mask] of Object.entries({ plain: {}, hatched: { ignore } })) {
        await server.addImage('vague', name, { image: await imageOf(2, 50), truth: await truthOf(2), ...mask });
      }
      await server.asOperator((api) => api.datasets.publish({ dataset: 'vague' }));
      const truth = async (name: string) => {
        const id = await imageId(name);
        return server.with(PicturesService, async (pictures) => {
          const { key, bytes } = await pictures.truth(anonymous, id);
          return {
            key,
            pixels: await sharp(await bytes())
              .raw()
              .toBuffer(),
          };
        });
      };
      const [plain, hatched] = [await truth('plain'), await truth('hatched')];
      expect(hatched.key).not.toBe(plain.key);
      const opacities = (pixels: Buffer) => Array.from(pixels).filter((_, at) => at % 4 === 3);
      expect(opacities(plain.pixels)).toEqual([0, 255, 0, 255, 0, 0, 255, 0, 255, 0]);
      expect(opacities(hatched.pixels)).toEqual([0, 255, 0, 255, 77, 0, 255, 0, 255, 77]);
    });

    it('of a prediction is that of the submission on the board', async () => {
      const [old, fresh] = await server.with(FileStore, async (store) =>
        Promise.all(
          [1, 2].map(async (found) => (await store.put('prediction', await foundOf(found, 2), 2 ** 20)).sha256),
        ),
      );
      const facts = { task: 'yeast-only', model: 'alpha', mean: { pq: 1 } };
      await insertEvaluated(database.orm, {
        ...facts,
        finishedAt: new Date('2026-01-01'),
        predictions: { 'image-2': old! },
      });
      await insertEvaluated(database.orm, {
        ...facts,
        finishedAt: new Date('2026-02-01'),
        predictions: { 'image-2': fresh! },
      });
      const { overlays } = await list({ task: 'yeast-only' });
      const names = { modelName: 'Model alpha', candidateName: 'Base' };
      expect(overlays).toEqual([{ id: expect.any(String) as string, model: 'alpha', candidate: 'base', ...names }]);
      const candidate = CandidateId.parse(overlays[0]?.id);
      const id = await imageId('image-2');
      const { key, meta } = await draw((pictures) =>
        pictures.prediction(anonymous, id, { task: 'yeast-only', candidate }),
      );
      expect(key).toContain(fresh);
      expect(meta).toMatchObject({ width: 5, height: 2 });

      const other = await imageId('image-1');
      const missing = draw((pictures) => pictures.prediction(anonymous, other, { task: 'yeast-only', candidate }));
      await expect(missing).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
      const elsewhere = draw((pictures) => pictures.prediction(anonymous, id, { task: 'nowhere', candidate }));
      await expect(elsewhere).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    });

    it('of a prediction given by outlines has the size of its image, which they do not tell', async () => {
      const square = { type: 'Polygon', coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] }; // prettier-ignore
      const cells = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: square }] };
      const bytes = Buffer.from(JSON.stringify(cells));
      const { sha256 } = await server.with(FileStore, (store) => store.put('prediction', bytes, 2 ** 20));
      await server.asOperator((api) => api.models.create(words.model('outliner')));
      const predictions = { 'image-2': sha256 };
      await insertEvaluated(database.orm, { task: 'yeast-only', model: 'outliner', mean: { pq: 1 }, predictions });
      const { overlays } = await list({ task: 'yeast-only' });
      const candidate = CandidateId.parse(overlays.find(({ model }) => model === 'outliner')?.id);
      const id = await imageId('image-2');
      const { key, meta } = await draw((pictures) =>
        pictures.prediction(anonymous, id, { task: 'yeast-only', candidate }),
      );
      expect(key).toMatch(new RegExp(`/5x2/320/${sha256}$`));
      expect(meta).toMatchObject({ width: 5, height: 2 });
    });

    it('of an image that is not published is not there', async () => {
      const [secret] = await database.orm.em
        .fork()
        .execute<{ id: string }[]>(`select id from image where name = 'secret'`);
      const id = ImageId.parse(secret?.id);
      const candidate = CandidateId.parse(crypto.randomUUID());
      const asks: ((pictures: PicturesService) => Promise<Picture>)[] = [
        (pictures) => pictures.thumbnail(anonymous, id),
        (pictures) => pictures.truth(anonymous, id),
        (pictures) => pictures.prediction(anonymous, id, { task: 'yeast-only', candidate }),
        (pictures) => pictures.thumbnail(anonymous, ImageId.parse(crypto.randomUUID())),
      ];
      for (const ask of asks) await expect(draw(ask)).rejects.toThrow(Problem);
      for (const ask of asks) await expect(draw(ask)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
    });
  });
});
