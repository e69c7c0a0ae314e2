import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import ndarray from 'ndarray';
import sharp from 'sharp';
import { inspect } from './node.ts';
import { encodeNpy, encodeNpz } from './numpy/npy-writer.ts';
import { png } from './png/png.fixture.ts';
import { tiff } from './tiff/tiff.fixture.ts';

const nothing = { cells: null, maxId: null, sha1: null, warnings: [], error: null };
const encode = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));

/** The hash as its definition says, in another way. */
function sha1(ids: readonly number[]): string {
  const bytes = Buffer.alloc(ids.length * 4);
  ids.forEach((id, i) => bytes.writeUInt32LE(id, i * 4));
  return createHash('sha1').update(bytes).digest('hex');
}

describe('inspect', () => {
  it('measures a label image', async () => {
    const file = tiff({ width: 2, height: 2, samples: [0, 70_000, 70_000, 5], bits: 32, format: 'int' });
    expect(await inspect(file)).toEqual({
      ok: true,
      verdict: 'label image',
      kind: 'tiff',
      width: 2,
      height: 2,
      dtype: 'int32',
      cells: 2,
      maxId: 70_000,
      sha1: sha1([0, 70_000, 70_000, 5]),
      warnings: [],
      error: null,
    });
  });

  it('gives the same hash for the same ids in any format', async () => {
    const ids = [0, 1, 1, 2, 0, 250];
    const pixels = ndarray(Uint8Array.from(ids), [2, 3]);
    const raster = { width: 3, height: 2, samples: ids };
    const files = [
      png(raster),
      png({ ...raster, colour: 3 }),
      tiff({ ...raster, bits: 64 }),
      encodeNpy(pixels),
      encodeNpz({ y: pixels }),
    ];
    for (const file of files)
      expect(await inspect(file)).toMatchObject({ ok: true, cells: 3, maxId: 250, sha1: sha1(ids) });
  });

  it('counts ids however large and hashes images longer than a piece', async () => {
    const samples = Array.from({ length: 1024 * 300 }, (_, i) => (i % 3 === 0 ? 4_294_967_295 - (i % 9) : 0));
    const file = encodeNpy(ndarray(Uint32Array.from(samples), [300, 1024]));
    expect(await inspect(file)).toMatchObject({ cells: 3, maxId: 4_294_967_295, sha1: sha1(samples) });
  });

  it('knows an image of colours, which is not a label image', async () => {
    const colour = png({ width: 1, height: 1, samples: [1, 2, 3], colour: 2 });
    expect(await inspect(colour)).toEqual({
      ...{ ok: true, verdict: 'sound', kind: 'png', width: 1, height: 1, dtype: 'uint8' },
      ...nothing,
    });
    expect(await inspect(colour, { colours: 'packed' })).toMatchObject({ cells: 1, maxId: 197_121 });
    const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    expect(await inspect(jpeg)).toMatchObject({ ok: true, kind: 'jpeg', ...nothing });
  });

  it('says why a file cannot be used, and what is known of it all the same', async () => {
    const file = tiff({ width: 2, height: 1, samples: [0.5, 1], bits: 32, format: 'float' });
    expect(await inspect(file)).toEqual({
      ok: false,
      verdict: null,
      kind: 'tiff',
      width: 2,
      height: 1,
      dtype: 'float32',
      ...nothing,
      error: { code: 'NOT_LABELS', message: expect.stringContaining('holds the value 0.5') as string },
    });
    expect(await inspect(Buffer.from('hello'))).toMatchObject({
      ok: false,
      kind: null,
      error: { code: 'UNKNOWN_FORMAT' },
    });
    expect(await inspect(new Uint8Array())).toMatchObject({ ok: false, kind: null, error: { code: 'TRUNCATED' } });
    expect(await inspect(Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'))).toMatchObject({ error: { code: 'CORRUPT' } });
  });

  it('paints every image of a COCO file', async () => {
    const images = [1, 2].map((id) => ({ id, width: 2, height: 2 }));
    const annotation = (image_id: number, counts: number[]) => ({ image_id, segmentation: { size: [2, 2], counts } });
    const good = { images, annotations: [annotation(1, [0, 4]), annotation(2, [1, 1, 2]), annotation(2, [2, 1, 1])] };
    expect(await inspect(encode(good))).toMatchObject({ ok: true, kind: 'coco', ...nothing, cells: 3 });
    expect(await inspect(encode(good), { part: '1' })).toMatchObject({
      ok: true,
      width: 2,
      cells: 1,
      sha1: sha1([1, 1, 1, 1]),
    });
    const bad = { images, annotations: [annotation(1, [0, 4]), annotation(2, [1, 1])] };
    expect(await inspect(encode(bad))).toMatchObject({ ok: false, kind: 'coco', error: { code: 'CORRUPT' } });
  });

  it('knows JSON that is not an annotation, and a region that is not an area', async () => {
    expect(await inspect(encode({ a: 1 }))).toMatchObject({ ok: true, kind: 'json', ...nothing });
    expect(await inspect(Buffer.from(' null '))).toMatchObject({ ok: true, kind: 'json' });
    const line = new Uint8Array(64);
    line.set([0x49, 0x6f, 0x75, 0x74, 0, 227, 3]);
    expect(await inspect(line)).toMatchObject({ ok: true, kind: 'imagej-roi', ...nothing });
    line[7 - 1] = 99;
    expect(await inspect(line)).toMatchObject({ ok: false, kind: 'imagej-roi' });
  });
});

describe('inspect of an archive', () => {
  const mask = png({ width: 1, height: 1, samples: [1] });

  it('is sound when all label images in it are', async () => {
    const archive = zipSync({
      'a.png': mask,
      'b.ome.tif': tiff({ width: 1, height: 1, samples: [1] }),
      'notes.txt': Buffer.from('hello'),
    });
    expect(await inspect(archive)).toMatchObject({ ok: true, kind: 'zip', ...nothing });
  });

  it('names the file that cannot be used', async () => {
    const archive = zipSync({ 'a.png': mask, 'b.png': new Uint8Array() });
    expect(await inspect(archive)).toMatchObject({
      ok: false,
      error: { code: 'TRUNCATED', message: '"b.png" in the archive: The file is empty. Upload it again.' },
    });
    const pages = tiff({ width: 1, height: 1, samples: [1] }, { width: 1, height: 1, samples: [2] });
    expect(await inspect(zipSync({ 'a.tif': pages }))).toMatchObject({ ok: false, error: { code: 'SEVERAL_IMAGES' } });
  });

  it('refuses two label images of one name', async () => {
    expect(await inspect(zipSync({ 'x/a.png': mask, 'x/a.tif': mask }))).toMatchObject({
      ok: false,
      error: { code: 'SEVERAL_IMAGES' },
    });
    expect(await inspect(zipSync({ 'x/a.png': mask, 'y/a.png': mask }))).toMatchObject({ ok: true });
  });
});
