import { decodeSamples, imagesIn, inspect, openImage, readPlanes } from '../node.ts';
import { readIds, refusalOf } from '../verdict.fixture.ts';
import { tiff, type TiffFixture } from './tiff.fixture.ts';

const [TILE_OFFSETS, TILE_COUNTS, STRIP_OFFSETS, STRIP_COUNTS, NO_DATA] = [324, 325, 273, 279, 42_113];

/** Four tiles of 16×16, each of one id. */
const ids = Array.from({ length: 32 * 32 }, (_, i) => 1 + Math.floor((i % 32) / 16) + 2 * Math.floor(i / 512));
const tiled: TiffFixture = { width: 32, height: 32, samples: ids, bits: 16, tile: [16, 16], compression: 'deflate' };
const without = (...left: number[]) => ids.map((id) => (left.includes(id) ? 0 : id));

/** The file with other numbers at some places of an entry, which has several. */
function patched(fixture: TiffFixture, entry: number, numbers: Readonly<Record<number, number>>): Buffer {
  const file = Buffer.from(tiff(fixture));
  const big = file.readUInt16LE(2) === 43;
  const word = (at: number) => (big ? Number(file.readBigUInt64LE(at)) : file.readUInt32LE(at));
  const [start, size] = [word(big ? 8 : 4), big ? 20 : 12];
  for (let at = start + (big ? 8 : 2); ; at += size) {
    if (file.readUInt16LE(at) !== entry) continue;
    const list = word(at + (big ? 12 : 8));
    for (const [i, number] of Object.entries(numbers)) file.writeUInt32LE(number, list + Number(i) * (big ? 8 : 4));
    return file;
  }
}

/** The file without some of its blocks, whose places and lengths are 0. */
function sparse(fixture: TiffFixture, ...blocks: number[]): Buffer {
  const [offsets, counts] = fixture.tile ? [TILE_OFFSETS, TILE_COUNTS] : [STRIP_OFFSETS, STRIP_COUNTS];
  const zeros = Object.fromEntries(blocks.map((block) => [block, 0]));
  const file = patched(fixture, offsets, zeros);
  patched(fixture, counts, zeros).forEach((byte, at) => {
    if (byte === 0) file[at] = 0;
  });
  return file;
}

describe('blocks that GDAL leaves out', () => {
  it.each(['none', 'deflate', 'lzw', 'packbits', 'zstd'] as const)('are background: tiles, %s', async (compression) => {
    for (const bigTiff of [false, true]) {
      const file = sparse({ ...tiled, compression, bigTiff }, 1, 2);
      expect((await readIds(file)).ids).toEqual(without(2, 3));
    }
  });

  it('are background: strips, the last one too, with differences, and of floating point', async () => {
    const strips: TiffFixture = { width: 32, height: 32, samples: ids, bits: 16, rowsPerStrip: 16, compression: 'lzw' };
    expect((await readIds(sparse({ ...strips, predictor: 2 }, 1))).ids).toEqual(without(3, 4));
    expect((await readIds(sparse({ ...tiled, bits: 32, format: 'float', predictor: 3 }, 0))).ids).toEqual(without(1));
  });

  it('are 0 in an image too, and all of them an empty label image', async () => {
    const { samples } = await decodeSamples(sparse(tiled, 3));
    expect(Array.from(samples.data)).toEqual(without(4));
    expect(await inspect(sparse(tiled, 0, 1, 2, 3))).toMatchObject({ ok: true, cells: 0, width: 32, height: 32 });
  });

  const noData = (text: string): TiffFixture => ({
    ...tiled,
    tags: { [NO_DATA]: [...Buffer.from(`${text}\0\0\0\0\0`)] },
  });

  it('are background where GDAL names 0 or nothing, and refused where it names another value', async () => {
    for (const text of ['0', '0.0', '-0', '', ' '])
      expect((await readIds(sparse(noData(text), 0))).ids).toEqual(without(1));
    for (const text of ['255', '-9999', 'nan']) {
      expect(await refusalOf(sparse(noData(text), 2))).toMatchObject({
        code: 'UNSUPPORTED',
        message: `Strip or tile 2 of the TIFF is left out and stands for the value ${text} (GDAL_NODATA), which is not read. Save it with all strips or tiles, and 0 as background.`,
      });
      await expect(decodeSamples(sparse(noData(text), 2))).rejects.toThrow('GDAL_NODATA');
      expect((await readIds(tiff(noData(text)))).ids).toEqual(ids);
    }
  });

  it('are not what has a place or a length alone', async () => {
    expect(await refusalOf(patched(tiled, TILE_OFFSETS, { 1: 0 }))).toMatchObject({
      code: 'CORRUPT',
      message: 'Strip or tile 1 of the TIFF begins at byte 0, where its header is. Save it again.',
    });
    expect(await refusalOf(patched(tiled, TILE_COUNTS, { 1: 0 }))).toMatchObject({
      code: 'TRUNCATED',
      message: 'Strip or tile 1 of the TIFF stores 0 bytes, too few for 512. Save it again.',
    });
  });
});

describe('pages that are masks of valid pixels', () => {
  const page: TiffFixture = { width: 4, height: 2, samples: [0, 1, 1, 0, 2, 2, 0, 3], bits: 16 };
  const kind = (bits: number): TiffFixture => ({
    ...page,
    samples: Array<number>(8).fill(1),
    bits: 8,
    tags: { 254: [bits] },
  });

  it('are no pages of their own, nor are smaller copies and their masks', async () => {
    const file = tiff(page, kind(4), kind(1), kind(5));
    expect((await readIds(file)).ids).toEqual(page.samples);
    expect(await imagesIn(file)).toEqual([]);
    expect(await readPlanes(file)).toEqual({ channels: 1, z: 1, t: 1 });
    expect((await refusalOf(file, { plane: 2 })).message).toContain('there is no plane 2');
    expect(Array.from((await decodeSamples(file)).samples.data)).toEqual(page.samples);
    await expect(openImage(file, { page: 1 })).rejects.toThrow('has 1 pages, so there is no page 1');
  });

  it('are passed over in front too, and between pages that count', async () => {
    expect((await readIds(tiff(kind(4), page))).ids).toEqual(page.samples);
    const two = tiff(page, kind(4), { ...page, tags: { 254: [2] } }, kind(4));
    expect((await refusalOf(two)).code).toBe('SEVERAL_IMAGES');
    expect((await readIds(two, { plane: 2 })).ids).toEqual(page.samples);
    expect((await refusalOf(two, { plane: 3 })).message).toContain('there is no plane 3');
  });

  it('are the image where there is nothing else', async () => {
    expect((await readIds(tiff({ ...page, tags: { 254: [4] } }))).ids).toEqual(page.samples);
  });
});
