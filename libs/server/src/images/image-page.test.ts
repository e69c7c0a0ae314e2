import type { CandidateId } from '@cellboard/contract';
import { anonymous, ImageId, labelFormats, LabelFormat, operator, type Principal } from '@cellboard/contract';
import { AnnotationProblemEntity, AuditEntryEntity } from '@cellboard/db';
import { labelWriters } from '@cellboard/formats';
import { decodeLabelPixels, readLabelFile } from '@cellboard/formats/node';
import { readNpySamples } from '@cellboard/formats/npy';
import { writeFile, rm } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { ImageFilesService, type Download, type ImageFile } from '../pictures/image-files.service.ts';
import { FileStore } from '../storage/file-store.ts';
import type { LocalFileStore } from '../storage/local-file-store.ts';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { describeEmbedded } from '../testing/databases.fixture.ts';
import { foundOf, imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

const image = { dataset: 'cells', name: 'image-2' };

describeEmbedded((database) => {
  let server: TestServer;
  let id: ImageId;
  let candidate: CandidateId;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('cells', [{ cells: 1 }, { cells: 3 }, { cells: 2 }], { redistributable: true });
    await server.asOperator((api) =>
      api.datasets.create(words.dataset('kept', { licence: 'CC-BY-NC-4.0', sourceUrl: 'https://example.org/kept' })),
    );
    const ignore = await png([0, 0, 0, 255, 255], [0, 0, 0, 255, 255]);
    await server.addImage('kept', 'vague', { image: await imageOf(2, 50), truth: await truthOf(2), ignore });
    await server.addImage('kept', 'bare', { image: await imageOf(2, 60), truth: null, tags: { instanceSeg: false } });
    await server.asOperator((api) => api.datasets.publish({ dataset: 'kept' }));
    await server.asOperator((api) => api.datasets.create(words.dataset('hidden')));
    await server.addImage('hidden', 'secret', { image: await imageOf(1, 9), truth: await truthOf(1) });
    await server.asOperator((api) => api.tasks.create(words.task('counting', ['cells', 'kept'])));
    for (const [model, found, f1] of [
      ['worse', 1, 0.5],
      ['better', 2, 0.8],
      ['silent', null, null],
    ] as const) {
      await server.asOperator((api) => api.models.create(words.model(model)));
      const sha256 = found === null ? null : (await server.keep('prediction', await foundOf(found, 3))).sha256;
      await insertEvaluated(database.orm, {
        ...{ task: 'counting', dataset: 'cells', model, mean: { 'f1@0.5': f1 } },
        predictions: { 'image-2': sha256 },
        imageScores: f1 === null ? {} : { 'image-2': { 'f1@0.5': f1, mDice: f1 } },
      });
    }
    id = (await get()).id;
    candidate = (await counting()).results[0]!.candidateId;
  });
  afterAll(() => server.close());

  const get = (query: object = image) => server.asAnyone((api) => api.images.get(query as typeof image));
  const results = () => server.asAnyone((api) => api.images.results(image));
  const counting = async () => (await results()).tasks.find(({ task }) => task === 'counting')!;
  const idOf = async (dataset: string, name: string) => (await get({ dataset, name })).id;
  const secret = async () => {
    const rows = await database.orm.em.fork().execute<{ id: string }[]>(`select id from image where name = 'secret'`);
    return ImageId.parse(rows[0]?.id);
  };
  const files = <T>(ask: (service: ImageFilesService) => Promise<T>) => server.with(ImageFilesService, ask);

  describe('the page of an image', () => {
    it('says what its file holds, and whether it may be downloaded', async () => {
      expect(await get()).toMatchObject({
        ...{ ...image, cellCount: 3, datasetName: 'Dataset cells', datasetVersion: 1, synthetic: false },
        ...{ licence: 'CC0-1.0', mayDownload: true, sourceUrl: null, hasIgnore: false },
        samples: {
          ...{ dtype: 'uint8', channels: [{ name: null, colour: null }] },
          ...{ colours: false, bitDepth: 8, whiteIsZero: false },
        },
      });
      expect(await get({ dataset: 'kept', name: 'vague' })).toMatchObject({ hasIgnore: true, mayDownload: false });
    });

    it.each([
      { dataset: 'cells', name: 'image-9' },
      { dataset: 'nowhere', name: 'image-1' },
      { dataset: 'hidden', name: 'secret' },
    ])('is not there for %j', async (query) => {
      const gone = { cause: { code: 'IMAGE_NOT_FOUND' } };
      await expect(get(query)).rejects.toMatchObject(gone);
      await expect(server.asAnyone((api) => api.images.results(query))).rejects.toMatchObject(gone);
    });

    it('shows what each candidate made of it, best first', async () => {
      expect((await results()).tasks.map(({ task }) => task)).toEqual(['cells', 'counting']);
      const { taskName, primaryMetric, metrics, results: all } = await counting();
      expect([taskName, primaryMetric]).toEqual(['Task counting', 'f1@0.5']);
      expect(metrics.map(({ id: metric }) => metric)).toContain('f1@0.5');
      const shown = all.map(({ model, scores, hasPrediction }) => [model, scores['f1@0.5'] ?? null, hasPrediction]);
      expect(shown).toEqual([
        ['better', 0.8, true],
        ['worse', 0.5, true],
        ['silent', null, false],
      ]);
    });

    it('knows the images before and after it in the same query', async () => {
      const neighbours = (query: object) =>
        server.asAnyone((api) => api.images.neighbours(query as { image: typeof image }));
      expect(await neighbours({ image })).toEqual({
        ...{ previous: { ...image, name: 'image-1' }, next: { ...image, name: 'image-3' }, place: 2, total: 5 },
      });
      const last = { dataset: 'kept', name: 'vague' };
      const before = { dataset: 'kept', name: 'bare' };
      expect(await neighbours({ image: last })).toEqual({ previous: before, next: null, place: 5, total: 5 });
      expect(await neighbours({ dataset: 'kept', image: before })).toMatchObject({
        previous: null,
        next: last,
        total: 2,
      });
      expect(await neighbours({ dataset: 'kept', image })).toEqual({
        previous: null,
        next: null,
        place: null,
        total: 2,
      });
      expect(await neighbours({ task: 'counting', dataset: 'cells', image })).toMatchObject({ place: 2, total: 3 });
      await expect(neighbours({ task: 'nowhere', image })).rejects.toMatchObject({ cause: { code: 'TASK_NOT_FOUND' } });
    });
  });

  describe('a report of a problem', () => {
    const report = (principal: Principal, more: object = {}) =>
      server.as(principal, (api) =>
        api.images.reportProblem({ ...image, kind: 'missed', text: 'A cell at the left.', ...more }),
      );

    it('is kept with who and where, written into the audit log, and kept once', async () => {
      const developer = await server.developer('Reporter');
      const seen = {
        cell: 2,
        candidate: { model: 'better', candidate: 'base' },
        view: '/images/cells/image-2?cell=truth:2',
      };
      const first = await report(developer, seen);
      expect(await report(developer, seen)).toEqual(first);
      const em = database.orm.em.fork();
      expect(await em.find(AnnotationProblemEntity, {})).toMatchObject([
        {
          ...{ id: first.id, image: { id }, cell: 2, candidate: { id: candidate }, kind: 'missed' },
          ...{ text: 'A cell at the left.', view: seen.view, actor: developer.id, reportedBy: { id: developer.id } },
        },
      ]);
      expect(await em.find(AuditEntryEntity, { action: 'image.report' })).toMatchObject([
        { actor: developer.id, object: 'image', subject: id, after: { problem: first.id, kind: 'missed', cell: 2 } },
      ]);
      await report(developer, { ...seen, cell: 3 });
      expect(await database.orm.em.fork().count(AnnotationProblemEntity)).toBe(2);
    });

    it('is refused without an account, of nothing, and beyond a number within an hour', async () => {
      await expect(report(anonymous)).rejects.toMatchObject({ cause: { code: 'SIGN_IN_REQUIRED' } });
      const developer = await server.developer('Eager');
      await expect(report(developer, { name: 'image-9' })).rejects.toMatchObject({
        cause: { code: 'IMAGE_NOT_FOUND' },
      });
      const unknown = { model: 'better', candidate: 'large' };
      await expect(report(developer, { candidate: unknown })).rejects.toMatchObject({
        cause: { code: 'CANDIDATE_NOT_FOUND' },
      });
      for (const wrong of [
        { text: ' x ' },
        { text: 'x'.repeat(2001) },
        { cell: 0 },
        { kind: 'ugly' },
        { view: 'http://x' },
      ])
        await expect(report(developer, wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      for (let cell = 1; cell <= 60; cell++) await report(developer, { cell });
      await expect(report(developer, { cell: 61 })).rejects.toMatchObject({ cause: { code: 'TOO_MANY_REPORTS' } });
      await expect(report(operator, { cell: 61 })).resolves.toMatchObject({ image: id });
      expect(await database.orm.em.fork().count(AnnotationProblemEntity, { cell: 61 })).toBe(1);
    });
  });

  describe('the files of an image', () => {
    const open = async ({ bytes }: ImageFile) => bytes();
    const labels = async (file: ImageFile) => Array.from((await readLabelFile(await open(file))).labels.pixels.data);
    const row = [0, 1, 0, 2, 0, 3, 0];
    const better = [0, 1, 0, 2, 0, 0, 0];

    it('are its samples', async () => {
      const file = await files((service) => service.samples(anonymous, id));
      const { shape, data } = readNpySamples(zstdDecompressSync(await open(file)));
      expect([shape, data]).toEqual([[2, 7, 1], new Uint8Array(14).fill(11)]);
    });

    it('are the label files of truth, ignore mask and prediction', async () => {
      expect(await labels(await files((service) => service.truthLabels(anonymous, id)))).toEqual([...row, ...row]);
      const of = { task: 'counting', candidate };
      expect(await labels(await files((service) => service.predictionLabels(anonymous, id, of)))).toEqual([
        ...better,
        ...better,
      ]);
      const vague = await idOf('kept', 'vague');
      expect(await labels(await files((service) => service.ignoreLabels(anonymous, vague)))).toEqual([
        ...[0, 0, 0, 1, 1],
        ...[0, 0, 0, 1, 1],
      ]);
    });

    it('are there for every format of the contract, which are those that can be written', async () => {
      expect(LabelFormat.options).toEqual([...labelWriters]);
      const of = { task: 'counting', candidate };
      for (const format of LabelFormat.options) {
        const truth = await files((service) => service.truthAs(anonymous, id, format));
        expect(truth).toMatchObject({ fileName: `cells_image-2_truth${labelFormats[format].ending}` });
        const bytes = (await truth.contents()) as Uint8Array;
        const size = { height: 2, width: 7 };
        expect(Array.from((await decodeLabelPixels(bytes, { size })).data)).toEqual([...row, ...row]);
        const predicted = await files((service) => service.predictionAs(anonymous, id, { ...of, format }));
        expect(predicted.fileName).toBe(`cells_image-2_better_base${labelFormats[format].ending}`);
        expect(predicted.key).not.toBe(truth.key);
      }
    });

    it('are the image as it was uploaded, byte by byte', async () => {
      const { fileName, mediaType, contents } = await files((service) => service.original(anonymous, id));
      expect([fileName, mediaType]).toEqual(['cells_image-2.png', 'image/png']);
      expect(await gathered(contents)).toEqual(Buffer.from(await imageOf(3, 11)));
    });

    it('are not for download where the licence keeps them at their provider, but can be looked at', async () => {
      const vague = await idOf('kept', 'vague');
      const refusal = {
        code: 'DOWNLOAD_NOT_ALLOWED',
        message:
          'The licence of the dataset "kept" (CC-BY-NC-4.0) does not let this site share its files. Get them from those who made the dataset: https://example.org/kept',
      };
      for (const principal of [anonymous, operator]) {
        await expect(files((service) => service.original(principal, vague))).rejects.toMatchObject(refusal);
        await expect(files((service) => service.truthAs(principal, vague, 'tiff'))).rejects.toMatchObject(refusal);
      }
      expect((await open(await files((service) => service.samples(anonymous, vague)))).length).toBeGreaterThan(0);
    });

    it('that are not there, or not published, are not found', async () => {
      const [hidden, bare] = [await secret(), await idOf('kept', 'bare')];
      const of = { task: 'counting', candidate };
      const asks: ((service: ImageFilesService, of: ImageId) => Promise<unknown>)[] = [
        (service, at) => service.samples(anonymous, at),
        (service, at) => service.truthLabels(anonymous, at),
        (service, at) => service.ignoreLabels(anonymous, at),
        (service, at) => service.predictionLabels(anonymous, at, of),
        (service, at) => service.original(anonymous, at),
        (service, at) => service.truthAs(anonymous, at, 'png'),
        (service, at) => service.predictionAs(anonymous, at, { ...of, format: 'png' }),
      ];
      for (const ask of asks)
        await expect(files((service) => ask(service, hidden))).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
      for (const ask of [asks[1]!, asks[2]!, asks[3]!])
        await expect(files((service) => ask(service, bare))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
      expect(await files((service) => service.samples(operator, hidden))).toMatchObject({ packing: 'zstd' });
    });

    it('are made again from their originals, and say so where those are gone too', async () => {
      const store = (await server.with(FileStore, (one) => Promise.resolve(one))) as LocalFileStore;
      const truth = await files((service) => service.truthLabels(anonymous, id));
      const { sha256 } = await server.keep('truth', await truthOf(3));
      const original = { shelf: 'truth', sha256, kind: 'cells', width: 7, height: 2 } as const;
      const labelFile = await server.with(LabelFiles, (service) => service.sound(original));
      const sound = await open(truth);
      for (const damage of [(path: string) => writeFile(path, 'nonsense'), (path: string) => rm(path)]) {
        await damage(store.pathOf(labelFile));
        expect(await open(truth)).toEqual(sound);
      }
      await rm(store.pathOf(labelFile));
      await writeFile(store.pathOf(original), 'nonsense');
      await expect(open(truth)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
      await server.keep('truth', await truthOf(3));
      expect(await open(truth)).toEqual(sound);
    });
  });
});

async function gathered(contents: Download['contents']): Promise<Buffer> {
  const found = await contents();
  if (found instanceof Uint8Array) return Buffer.from(found);
  const pieces: Uint8Array[] = [];
  for await (const piece of found.pieces) pieces.push(piece);
  expect(Buffer.concat(pieces)).toHaveLength(found.length);
  return Buffer.concat(pieces);
}
