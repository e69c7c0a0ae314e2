import { encodeLabels, readLabelFile } from '@cellboard/formats/node';
import { ndArray } from '@cellboard/labels';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Compute } from '../compute/compute.ts';
import { LocalFileStore } from '../storage/local-file-store.ts';
import type { Settings } from '../settings/server-settings.ts';
import { itOnLinux, killAtWork, modules } from '../testing/child-processes.fixture.ts';
import { imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { ImageReader } from './image-reader.ts';

let folder: string;
let store: LocalFileStore;
let reader: ImageReader;

const open = (decodeTimeoutMs: number) => {
  const settings: Settings = {
    version: '0',
    database: 'pglite',
    threads: 2,
    maxFileBytes: 2 ** 26,
    decodeTimeoutMs,
    scoring: { seconds: 120, memoryBytes: 2 ** 30 },
    submissionsPerDay: 10,
    demo: false,
    runsJobs: false,
    origin: 'https://cellboard.test',
    trustedProxies: [],
    uploads: { folder: '/nowhere', maxBytes: 2 ** 20 },
    mail: { smtp: null, folder: '/nowhere', from: 'cellboard@cellboard.test' },
  };
  return new ImageReader(store, new Compute(settings), settings);
};
const put = (bytes: Uint8Array) => store.put('image', bytes, 2 ** 26);
const file = async (bytes: Uint8Array) => store.pathOf(await put(bytes));
/** A file with its hash. */
const readable = async (bytes: Uint8Array) => {
  const { sha256 } = await put(bytes);
  return { path: store.pathOf({ shelf: 'image', sha256 }), sha256 };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-reader-'));
  store = await LocalFileStore.open(folder);
  reader = open(20_000);
});
afterAll(async () => {
  await reader.onModuleDestroy();
  await rm(folder, { recursive: true });
});

it('measures many images at once', async () => {
  const files = await Promise.all(
    [1, 2, 3, 4, 5].map(async (cells) => ({
      image: await file(await imageOf(cells, 9)),
      truth: await readable(await truthOf(cells)),
      ignore: null,
    })),
  );
  const found = await Promise.all(files.map((pair) => reader.inspect(pair)));
  expect(found.map(({ cellCount, width }) => [cellCount, width])).toEqual([
    [1, 3],
    [2, 5],
    [3, 7],
    [4, 9],
    [5, 11],
  ]);
});

it('draws a large image small, and never a small one large', async () => {
  const noise = { create: { width: 1000, height: 500, channels: 3, background: 'teal' } } as const;
  const large = await put(await sharp(noise).png().toBuffer());
  const [first] = await reader.drawImage(large, [320]);
  expect(await sharp(first).metadata()).toMatchObject({ width: 320, height: 160 });
  const small = await put(await imageOf(3, 5));
  const [second] = await reader.drawImage(small, [320]);
  expect(await sharp(second).metadata()).toMatchObject({ width: 7, height: 2 });
});

it('refuses a stack of images, saying how many it holds', async () => {
  const page = await sharp({ create: { width: 4, height: 8, channels: 3, background: 'red' } })
    .raw()
    .toBuffer();
  const stack = await sharp(page, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
    .tiff()
    .toBuffer();
  const files = { image: await file(stack), truth: await readable(await truthOf(1)), ignore: null };
  await expect(reader.inspect(files)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'The image cannot be read. The file holds 2 images. Upload them one by one.',
  });
});

it('ends what takes too long, and works on afterwards', async () => {
  const hasty = open(1);
  const files = { image: await file(await imageOf(2, 9)), truth: await readable(await truthOf(2)), ignore: null };
  await expect(hasty.inspect(files)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'The image cannot be read. Reading the file takes longer than 0.001 s. Cut it into smaller ones.',
  });
  await hasty.onModuleDestroy();
  expect(await reader.inspect(files)).toMatchObject({ cellCount: 2 });
});

itOnLinux('reads a file once more whose process was killed, and refuses service where it happens again', async () => {
  const blank = { create: { width: 6000, height: 6000, channels: 3, background: 'teal' } } as const;
  const path = await file(await sharp(blank).png().toBuffer());
  const files = { image: path, truth: null, ignore: null };
  const patient = open(60_000);
  const killed: number[] = [];
  const kill = () => killAtWork(modules.decoding, 160, killed);
  const [found] = await Promise.all([patient.inspect(files), kill()]);
  expect(found).toMatchObject({ width: 6000, height: 6000 });
  const refused = expect(patient.inspect(files)).rejects.toMatchObject({
    code: 'DECODER_UNAVAILABLE',
    message: expect.stringContaining('This says nothing of your file. Send it again in a minute.') as string,
  });
  await Promise.all([refused, kill().then(kill)]);
  expect(new Set(killed).size).toBe(3);
  expect(await patient.inspect(files)).toMatchObject({ width: 6000 });
  await patient.onModuleDestroy();
});

it('counts the pixels that a mask leaves out, and refuses one of another size', async () => {
  const files = { image: await file(await imageOf(2, 9)), truth: await readable(await truthOf(2)) };
  const mask = await readable(await png([0, 255, 0, 0, 0], [0, 255, 0, 0, 1]));
  expect(await reader.inspect({ ...files, ignore: mask })).toMatchObject({ cellCount: 2, ignoredPixels: 3 });
  await expect(reader.inspect({ ...files, ignore: await readable(await truthOf(3)) })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'The ignore mask is 7×2 pixels but the image is 5×2. Upload the ignore mask that belongs to this image.',
  });
  await expect(reader.inspect({ ...files, ignore: await readable(Buffer.from('no mask')) })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining('The ignore mask cannot be read.') as string,
  });
});

it('gives the same picture the same fingerprint, whatever its format', async () => {
  const image = await imageOf(2, 9);
  const truth = await readable(await truthOf(2));
  const other = await sharp(image).toColourspace('b-w').tiff({ compression: 'lzw' }).toBuffer();
  const [first, second] = await Promise.all(
    [image, other].map(async (bytes) => reader.inspect({ image: await file(bytes), truth, ignore: null })),
  );
  expect(first?.pixelSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(second).toEqual(first);
  const kept = await readLabelFile(first?.labelFiles.truth ?? new Uint8Array());
  expect([kept.original, kept.labels.cellCount]).toEqual([truth.sha256, 2]);
});

it('takes a prediction of its image, in any format', async () => {
  const masks = await readable(await truthOf(2));
  const kept = await readLabelFile(await reader.readPrediction(masks, { width: 5, height: 2 }));
  expect([kept.original, kept.labels.cellCount, kept.labels.pixels.shape]).toEqual([masks.sha256, 2, [2, 5]]);
  const square = { type: 'Polygon', coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] }; // prettier-ignore
  const cells = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: square }] };
  const outlines = await readable(Buffer.from(JSON.stringify(cells)));
  for (const size of [
    { width: 50, height: 20 },
    { width: 9, height: 4 },
  ]) {
    const { labels } = await readLabelFile(await reader.readPrediction(outlines, size));
    expect([labels.pixels.shape, labels.cellCount]).toEqual([[size.height, size.width], 1]);
  }
});

it.each([
  [
    'another size',
    () => truthOf(3),
    'The prediction is 7×2 pixels (width × height), but the image is 2×7. Transpose it.',
  ],
  ['another size', () => truthOf(1), 'The prediction is 3×2 pixels (width × height), but the image is 2×7. Resize it'],
  [
    'colours',
    () =>
      sharp(Buffer.alloc(42), { raw: { width: 2, height: 7, channels: 3 } })
        .png()
        .toBuffer(),
    'channels',
  ],
  ['no image', () => Promise.resolve(Buffer.from('hello')), 'The prediction cannot be read. '],
])('refuses a prediction of %s, saying how to fix it', async (_what, bytes, words) => {
  await expect(reader.readPrediction(await readable(await bytes()), { width: 2, height: 7 })).rejects.toMatchObject({
    code: 'PREDICTION_UNREADABLE',
    message: expect.stringContaining(words) as string,
  });
});

describe('the number of cells', () => {
  /** Each pixel is a cell of its own, but for the first ones, which are background. */
  const pixels = (background: number, side = 256) =>
    Uint32Array.from({ length: side * side }, (_, i) => (i < background ? 0 : 2 ** 32 - 1 - i));
  const labels = async (background: number) => readable(await encodeLabels(ndArray(pixels(background), [256, 256])));
  const size = { width: 256, height: 256 };
  const picture = async () => file(await png(...Array.from({ length: 256 }, () => Array<number>(256).fill(9))));

  it('may be 65,535, whatever their ids', async () => {
    const most = await labels(1);
    await reader.readPrediction(most, size);
    expect(await reader.inspect({ image: await picture(), truth: most, ignore: null })).toMatchObject({
      cellCount: 65_535,
    });
  });

  it('is refused beyond, in a prediction and in a truth', async () => {
    const more = await labels(0);
    const words = 'has 65,536 cells, but at most 65,535 are scored in one image.';
    await expect(reader.readPrediction(more, size)).rejects.toMatchObject({
      code: 'PREDICTION_UNREADABLE',
      message: expect.stringContaining(`The prediction ${words}`) as string,
    });
    await expect(reader.inspect({ image: await picture(), truth: more, ignore: null })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(`The truth ${words}`) as string,
    });
  });
});

it('takes a file that is missing for a fault of the store', async () => {
  const path = join(folder, 'lost');
  await expect(reader.inspect({ image: path, truth: null, ignore: null })).rejects.toMatchObject({
    name: 'FileRefusal',
    code: 'UNREADABLE',
  });
  await expect(reader.drawImage({ shelf: 'image', sha256: '0'.repeat(64) }, [320])).rejects.toMatchObject({
    code: 'FILE_NOT_FOUND',
  });
});
