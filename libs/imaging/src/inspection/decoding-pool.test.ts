import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { encodeNpy, MAX_PIXELS } from '@cellboard/formats';
import { png } from '@cellboard/formats/files.fixture';
import { readLabelFile } from '@cellboard/formats/node';
import { toOriginalIds } from '@cellboard/labels';
import ndarray from 'ndarray';
import sharp from 'sharp';
import { decodeImage } from '../display/decode-image.ts';
import { fingerprintOf } from '../display/fingerprint.ts';
import { DecodingPool, type DecodingPoolOptions } from './decoding-pool.ts';
import { children } from '../processes/children.fixture.ts';
import { residentBytes } from '../processes/resident-bytes.ts';

let folder: string;
const pools: DecodingPool[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-decode-'));
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** For what is not about time, on a busy machine. */
const PATIENT = { seconds: 60 };

function open(options: Partial<DecodingPoolOptions> = {}): DecodingPool {
  const pool = new DecodingPool({ processes: 1, limits: PATIENT, ...options });
  pools.push(pool);
  return pool;
}

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

const sha256 = 'c'.repeat(64);
const labels = { width: 3, height: 2, samples: [0, 7, 7, 9, 0, 7] };
/** A list of three million lists is more than a heap of 64 MiB can hold. */
const BOMB = `[${'[],'.repeat(3e6)}[]]`;

it('reports the size of an image, channels, pages and fingerprint', async () => {
  const bytes = png({ width: 2, height: 1, samples: [1, 2, 3, 100, 150, 200], colour: 2 });
  expect(await open().readImage(await file('colour.png', bytes))).toEqual({
    width: 2,
    height: 1,
    channels: 3,
    pages: 1,
    ...fingerprintOf(await decodeImage(bytes)),
    contrast: 99 / 101,
    sharpness: null,
    intensities: [
      { p1: 1, p50: 100, p99: 100 },
      { p1: 2, p50: 150, p99: 150 },
      { p1: 3, p50: 200, p99: 200 },
    ],
  });
});

it('counts the cells of a label image and the marked pixels of a mask, and writes both as label files', async () => {
  const path = await file('labels.png', png(labels));
  const pool = open();
  const figures = { medianDiameterPx: 2 * Math.sqrt(2 / Math.PI), covered: 4 / 6 };
  expect(await pool.readLabels(path)).toEqual({ width: 3, height: 2, cells: 2, ...figures });

  const converted = await pool.convertLabels(path, { sha256 });
  expect(converted).toMatchObject({ width: 3, height: 2, cells: 2, ...figures });
  const kept = await readLabelFile(converted.labelFile);
  expect([kept.original, Array.from(toOriginalIds(kept.labels).data)]).toEqual([sha256, labels.samples]);
  const { labelFile, ...facts } = await pool.convertMask(path, { sha256 });
  expect(facts).toEqual({ width: 3, height: 2, marked: 4 });
  const mask = (await readLabelFile(labelFile)).labels;
  expect(Array.from(toOriginalIds(mask).data)).toEqual([0, 1, 1, 1, 0, 1]);
});

it('gives outlines the size of their image', async () => {
  const square = { type: 'Polygon', coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] }; // prettier-ignore
  const feature = { type: 'Feature', properties: {}, geometry: square };
  const path = await file('cells.geojson', JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const size = { width: 9, height: 5 };
  const pool = open();
  const found = { ...size, cells: 1, covered: 4 / 45 };
  expect(await pool.readLabels(path, { size })).toMatchObject(found);
  expect(await pool.convertLabels(path, { sha256, choice: { size } })).toMatchObject(found);
  const { labelFile } = await pool.convertLabels(path, { sha256, choice: { size } });
  const [overlay] = await pool.overlays(await file('cells.labels', labelFile), [100]);
  expect(await sharp(overlay).metadata()).toMatchObject(size);
});

it('draws images and cells no larger than asked', async () => {
  const large = { create: { width: 1000, height: 500, channels: 3, background: 'teal' } } as const;
  const image = await file('large.png', await sharp(large).png().toBuffer());
  const pool = open();
  const sizes = async (drawn: readonly Uint8Array[]) =>
    Promise.all(
      drawn.map(async (picture) => {
        const { format, width, height } = await sharp(picture).metadata();
        return [format, width, height];
      }),
    );
  expect(await sizes(await pool.thumbnails(image, [100, 50]))).toEqual([
    ['webp', 100, 50],
    ['webp', 50, 25],
  ]);
  const { labelFile } = await pool.convertLabels(await file('cells.png', png(labels)), { sha256 });
  const cells = await file('cells.labels', labelFile);
  expect(await sizes(await pool.overlays(cells, [100, 2], cells))).toEqual([
    ['webp', 3, 2],
    ['webp', 2, 1],
  ]);
});

it('refuses with the code and words of the decoder', async () => {
  const pool = open();
  const colour = await file('rgb.png', png({ width: 1, height: 1, samples: [1, 2, 3], colour: 2 }));
  await expect(pool.readLabels(colour)).rejects.toMatchObject({ name: 'FileRefusal', code: 'NOT_LABELS' });
  const words = await file('words.png', 'hello');
  await expect(pool.readImage(words)).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
  await expect(pool.convertMask(words, { sha256 })).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
  await expect(pool.thumbnails(join(folder, 'nowhere'), [9])).rejects.toMatchObject({ code: 'UNREADABLE' });
  const bomb = Buffer.from(png({ width: 1, height: 1, samples: [1] }));
  bomb.writeUInt32BE(40_000, 16); // the width in the header, with its checksum
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  await expect(pool.readImage(await file('bomb.png', bomb))).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message: expect.stringContaining('40000×1') as string,
  });
});

it('starts nothing before it is asked, and one process for one task after the other', async () => {
  const path = await file('labels.png', png(labels));
  const before = children();
  const pool = open({ processes: 2 });
  expect(children()).toEqual(before);
  for (let i = 0; i < 3; i++) await pool.readLabels(path);
  expect(children()?.length).toBe(before && before.length + 1);
  await Promise.all(Array.from({ length: 20 }, () => pool.readLabels(path)));
  expect(children()?.length).toBe(before && before.length + 2);
  await pool.close();
  expect(children()).toEqual(before);
});

it('ends a process that has been idle, and starts another when asked again', async () => {
  const path = await file('labels.png', png(labels));
  const before = children();
  const pool = open({ idleSeconds: 0.2 });
  await pool.readLabels(path);
  for (let i = 0; i < 100 && children()?.length !== before?.length; i++) await sleep(100);
  expect(children()).toEqual(before);
  expect(await pool.readLabels(path)).toMatchObject({ cells: 2 });
});

it('replaces a process that a file killed; those that wait are answered', async () => {
  const bomb = await file('bomb.json', BOMB);
  const path = await file('labels.png', png(labels));
  const pool = open({ limits: { ...PATIENT, heapMiB: 64 } });
  const answers = await Promise.allSettled([
    pool.readLabels(bomb),
    pool.readLabels(path),
    pool.convertMask(bomb, { sha256 }),
  ]);
  expect(answers).toMatchObject([
    { status: 'rejected', reason: { code: 'WORKER_DIED', message: expect.stringContaining('SIG') as string } },
    { status: 'fulfilled', value: { cells: 2 } },
    { status: 'rejected', reason: { code: 'WORKER_DIED' } },
  ]);
});

it('does not count the time in the queue', async () => {
  const path = await file('labels.png', png(labels));
  const pool = open({ limits: { seconds: 10 } });
  const found = await Promise.all(Array.from({ length: 200 }, () => pool.readLabels(path)));
  expect(found.every(({ cells }) => cells === 2)).toBe(true);
});

it('refuses what takes too long, also to those who wait, and works on', async () => {
  const path = await file('large.npy', encodeNpy(ndarray(new Uint16Array(MAX_PIXELS), [8192, MAX_PIXELS / 8192])));
  const pool = open({ limits: { seconds: 0.05 } });
  const answers = await Promise.allSettled([pool.readLabels(path), pool.convertMask(path, { sha256 })]);
  for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'TIMEOUT' } });
});

it('reads the largest image of colours within its memory', async () => {
  const large = { create: { width: 8192, height: 8192, channels: 3, background: 'teal' } } as const;
  const path = await file('largest.png', await sharp(large).png({ compressionLevel: 1 }).toBuffer());
  expect(await open().readImage(path)).toMatchObject({ width: 8192, height: 8192, channels: 3 });
});

it('gives the memory of a large image back', async () => {
  const path = await file('large.npy', encodeNpy(ndarray(new Uint16Array(MAX_PIXELS), [8192, MAX_PIXELS / 8192])));
  const before = children() ?? [];
  await open().readLabels(path);
  const memory = () =>
    (children() ?? []).filter((pid) => !before.includes(pid)).reduce((sum, pid) => sum + (residentBytes(pid) ?? 0), 0);
  for (let i = 0; i < 100 && memory() > 256 * 2 ** 20; i++) await sleep(100);
  expect(memory()).toBeLessThan(256 * 2 ** 20);
});

it('rejects what is being read and what waits when it is closed', async () => {
  const path = await file('labels.png', png(labels));
  const pool = open();
  const asked = [pool.readLabels(path), pool.readLabels(path)];
  const answers = Promise.allSettled(asked);
  await pool.close();
  expect(await answers).toMatchObject([
    { status: 'rejected', reason: { name: 'PoolClosedError' } },
    { status: 'rejected', reason: { name: 'PoolClosedError' } },
  ]);
  await expect(pool.inspect(path)).rejects.toThrow('has been closed');
});
