import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { LocalFileStore } from '../storage/local-file-store.ts';
import type { Settings } from '../system/server-settings.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { ImageThreads } from './image-threads.ts';

let folder: string;
let store: LocalFileStore;
let threads: ImageThreads;

const open = (decodeTimeoutMs: number) => {
  const settings: Settings = {
    version: '0',
    database: 'pglite',
    threads: 2,
    maxFileBytes: 2 ** 26,
    decodeTimeoutMs,
    demo: false,
    runsJobs: false,
  };
  return new ImageThreads(store, settings);
};
const put = async (bytes: Uint8Array) => (await store.put(bytes, 2 ** 26)).sha256;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-threads-'));
  store = await LocalFileStore.open(folder);
  threads = open(20_000);
});
afterAll(async () => {
  await threads.onModuleDestroy();
  await rm(folder, { recursive: true });
});

it('measures many images at once', async () => {
  const files = await Promise.all(
    [1, 2, 3, 4, 5].map(async (cells) => ({
      image: await put(await imageOf(cells, 9)),
      truth: await put(await truthOf(cells)),
    })),
  );
  const found = await Promise.all(files.map((pair) => threads.inspect(pair)));
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
  expect(await sharp(await threads.draw('thumbnail', large)).metadata()).toMatchObject({ width: 320, height: 160 });
  const small = await put(await imageOf(3, 5));
  expect(await sharp(await threads.draw('thumbnail', small)).metadata()).toMatchObject({ width: 7, height: 2 });
});

it('refuses a stack of images, saying how many it holds', async () => {
  const page = await sharp({ create: { width: 4, height: 8, channels: 3, background: 'red' } })
    .raw()
    .toBuffer();
  const stack = await sharp(page, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
    .tiff()
    .toBuffer();
  const files = { image: await put(stack), truth: await put(await truthOf(1)) };
  await expect(threads.inspect(files)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'The image cannot be read. The file holds 2 images. Upload each as a file of its own.',
  });
});

it('ends what takes too long, and works on afterwards', async () => {
  const hasty = open(1);
  const files = { image: await put(await imageOf(2, 9)), truth: await put(await truthOf(2)) };
  await expect(hasty.inspect(files)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'The file could not be decoded within 0.001 s. Save it anew, or cut it into tiles.',
  });
  await hasty.onModuleDestroy();
  expect(await threads.inspect(files)).toMatchObject({ cellCount: 2 });
});

it('does not count the time in the queue', async () => {
  const patient = open(10_000);
  const files = { image: await put(await imageOf(2, 9)), truth: await put(await truthOf(2)) };
  const found = await Promise.all(Array.from({ length: 50 }, () => patient.inspect(files)));
  expect(found.every(({ cellCount }) => cellCount === 2)).toBe(true);
  await patient.onModuleDestroy();
});
