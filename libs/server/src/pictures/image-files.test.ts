import { anonymous, ImageId, LabelFormat, labelFormats, operator, type CandidateId } from '@cellboard/contract';
import { labelWriters } from '@cellboard/formats';
import { decodeLabelPixels, readLabelFile } from '@cellboard/formats/node';
import { readNpySamples } from '@cellboard/formats/npy';
import { rm, writeFile } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { image, openImages } from '../images/image-page.fixture.ts';
import { FileStore } from '../storage/file-store.ts';
import type { LocalFileStore } from '../storage/local-file-store.ts';
import { describeEmbedded } from '../testing/databases.fixture.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import type { TestServer } from '../testing/server.fixture.ts';
import { ImageFilesService, type Download, type ImageFile } from './image-files.service.ts';

describeEmbedded((database) => {
  let server: TestServer;
  let id: ImageId;
  let candidate: CandidateId;
  beforeAll(async () => {
    server = await openImages(database);
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
