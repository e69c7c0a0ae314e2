import fc from 'fast-check';
import Blosc from 'numcodecs/blosc';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LabelChoice } from '../label-raster.ts';
import { decodeLabelPixels, inspect, openImage, openPath } from '../node.ts';
import { header, n5, type N5Fixture } from './n5.fixture.ts';
import { json, temporaryFolders, zarrZip, type Files } from './zarr.fixture.ts';

const folders = temporaryFolders();

const read = async (files: Files, choice?: LabelChoice) => {
  const { data, shape } = await decodeLabelPixels(zarrZip(files), choice);
  return { shape, ids: Array.from(data) };
};

/** Three columns, two rows. */
const six: N5Fixture = { dimensions: [3, 2], data: [0, 1, 2, 3, 4, 70_000], type: 'uint32' };
const expected = { shape: [2, 3], ids: [0, 1, 2, 3, 4, 70_000] };

describe('a label image in N5', () => {
  it('comes out of a folder, a zip archive, and one with a folder in it', async () => {
    const files = n5({ labels: six });
    await using folder = await openPath(await folders.write(files, 'a.n5'));
    await using unnamed = await openPath(await folders.write(files, 'b'));
    const facts = { ok: true, kind: 'n5', width: 3, height: 2, cells: 5, maxId: 70_000, dtype: 'uint32' };
    for (const input of [folder, unnamed, zarrZip(files), zarrZip(files, 'a.n5/')])
      expect(await inspect(input)).toMatchObject(facts);
  });

  it('comes out exactly, whatever the blocks and their packing', async () => {
    const side = fc.integer({ min: 1, max: 30 });
    const files = fc.record({
      dimensions: fc.tuple(side, side),
      blockSize: fc.tuple(side, side),
      packing: fc.constantFrom('raw', 'gzip', 'zlib', 'zstd'),
      type: fc.constantFrom('uint16', 'int16', 'uint32', 'int32', 'float32', 'float64'),
      fullBlocks: fc.boolean(),
      counted: fc.boolean(),
    } as const);
    await fc.assert(
      fc.asyncProperty(files, async (array) => {
        const [width, height] = array.dimensions;
        const data = Array.from({ length: width * height }, (_, i) => (i % 3 === 0 ? 0 : i));
        expect(await read(n5({ labels: { ...array, data } }))).toEqual({ shape: [height, width], ids: data });
      }),
      { seed: 2026, numRuns: 100 },
    );
  });

  it('comes out of blocks that are packed with Blosc', async () => {
    const files = n5({ labels: { ...six, packing: 'raw', attributes: { compression: { type: 'blosc' } } } });
    const packer = Blosc.fromConfig({ id: 'blosc', cname: 'lz4', clevel: 5 });
    const block = files['labels/0/0']!;
    const packed = await packer.encode(Uint8Array.from(block.subarray(12)));
    expect(await read({ ...files, 'labels/0/0': Buffer.concat([block.subarray(0, 12), packed]) })).toEqual(expected);
  });

  it('has bytes, and the names that the first version gave', async () => {
    const array: N5Fixture = { ...six, data: [0, 1, 2, 3, 4, 5], type: 'uint8' };
    const old = n5({ labels: { ...array, attributes: { compression: undefined, compressionType: 'gzip' } } });
    expect(await read(old)).toEqual({ shape: [2, 3], ids: [0, 1, 2, 3, 4, 5] });
  });

  it('is background where blocks are left out', async () => {
    const files = n5({ labels: { ...six, blockSize: [2, 1] } });
    delete files['labels/0/1'];
    expect((await read(files)).ids).toEqual([0, 1, 2, 0, 0, 70_000]);
  });
});

describe('the array is found', () => {
  it('by its name or path, among several only by what names it', async () => {
    const files = n5({ raw: six, 'volumes/first': six, 'volumes/other': { ...six, data: [9, 9, 9, 9, 9, 9] } });
    await expect(read(files)).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    expect((await read(files, { part: 'volumes/other' })).ids).toEqual([9, 9, 9, 9, 9, 9]);
    await expect(read(files, { part: 'cells' })).rejects.toMatchObject({
      code: 'SEVERAL_IMAGES',
      message: expect.stringContaining(
        'The N5 folder holds the label images raw, volumes/first, volumes/other',
      ) as string,
    });
    for (const part of ['volumes', 'raw/0/0', 'attributes.json'])
      await expect(read(files, { part })).rejects.toMatchObject({ name: 'FormatError' });
  });

  it('at the top of the folder', async () => {
    expect(await read(n5({ '': six }))).toEqual(expected);
  });

  it('at full resolution', async () => {
    const half: N5Fixture = { ...six, dimensions: [1, 1], data: [1] };
    const levels = { s0: six, s1: half };
    expect(await read(n5(levels))).toEqual(expected);
    expect(await read(n5({ 'setup0/timepoint0/s0': six, 'setup0/timepoint0/s1': half }))).toEqual(expected);
    const named = { multiscales: [{ axes: ['z', 'y', 'x'], datasets: [{ path: 'full' }, { path: 'small' }] }] };
    expect(await read(n5({ full: six, small: half }, named))).toEqual(expected);
    await expect(read(n5({ full: six }, { multiscales: [{ datasets: [{ path: '../a' }] }] }))).rejects.toMatchObject({
      code: 'UNSAFE',
    });
  });
});

describe('axes', () => {
  const stack: N5Fixture = {
    dimensions: [3, 2, 2],
    data: [...(six.data as number[]), 6, 5, 4, 3, 2, 1],
    type: 'uint32',
  };

  it('without names are x, y and planes', async () => {
    await expect(read(n5({ a: stack }))).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    expect(await read(n5({ a: { ...stack, blockSize: [2, 2, 2] } }), { plane: 1 })).toEqual(expected);
    expect(await read(n5({ a: { ...stack, blockSize: [2, 1, 1] } }), { plane: 2 })).toEqual({
      shape: [2, 3],
      ids: [6, 5, 4, 3, 2, 1],
    });
    expect(await read(n5({ a: { ...six, dimensions: [3, 2, 1] } }))).toEqual(expected);
  });

  it('with names are what they say, and refused where rows and columns may be exchanged', async () => {
    const axes = (names: unknown) => n5({ a: { ...stack, attributes: { axes: names } } });
    expect(await read(axes(['x', 'y', 'c']), { channel: 0 })).toEqual(expected);
    expect(await read(axes(['x', 'c', 'y']), { channel: 1 })).toEqual({ shape: [2, 3], ids: [3, 4, 70_000, 3, 2, 1] });
    expect(await read(axes(['i', 'j', 'k']), { plane: 1 })).toEqual(expected);
    expect(await read(axes('xyz'), { plane: 1 })).toEqual(expected);
    await expect(read(axes(['z', 'y', 'x']), { plane: 1 })).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringContaining('names its axes z, y, x, but in N5 the first varies fastest') as string,
    });
  });

  it('of an image are its channels', async () => {
    const file = zarrZip(n5({ s0: { ...stack, attributes: { axes: ['x', 'y', 'c'] } } }));
    const { description, read: samples } = await openImage(file);
    expect(description).toMatchObject({ kind: 'n5', width: 3, height: 2, planes: { channels: 2 } });
    expect(Array.from((await samples(1)).samples.data)).toEqual([6, 5, 4, 3, 2, 1]);
  });
});

describe('refuses', () => {
  const changed = (attributes: object) => n5({ a: { ...six, attributes } });
  const block = (bytes: Uint8Array, attributes: object = {}) => ({ ...changed(attributes), 'a/0/0': bytes });
  const raw = { compression: { type: 'raw' } };
  const numbers = Buffer.alloc(24);
  const sound = n5({ a: six })['a/0/0']!;
  const refused: readonly (readonly [name: string, code: string, says: string, files: Files])[] = [
    [
      'dimensions of no numbers',
      'CORRUPT',
      'The N5 array at /a has no dimensions of 1 to 8 axes',
      changed({ dimensions: ['3', 2] }),
    ],
    ['nine axes', 'CORRUPT', 'no dimensions', changed({ dimensions: [1, 1, 1, 1, 1, 1, 1, 3, 2] })],
    ['an empty array', 'CORRUPT', 'is empty', changed({ dimensions: [0, 2] })],
    ['no blocks', 'CORRUPT', 'has blocks () for the dimensions (3, 2)', changed({ blockSize: undefined })],
    ['blocks of no size', 'CORRUPT', 'has blocks (0, 2)', changed({ blockSize: [0, 2] })],
    ['blocks of other axes', 'CORRUPT', 'has blocks (6)', changed({ blockSize: [6] })],
    ['texts', 'UNSUPPORTED', 'holds string', changed({ dataType: 'string' })],
    ['a type with the name of a method', 'UNSUPPORTED', 'holds toString', changed({ dataType: 'toString' })],
    ['bzip2', 'UNSUPPORTED', 'is packed with "bzip2"', changed({ compression: { type: 'bzip2' } })],
    ['xz', 'UNSUPPORTED', 'is packed with "xz"', changed({ compression: { type: 'xz' } })],
    ['LZ4 in frames of Java', 'UNSUPPORTED', 'is packed with "lz4"', changed({ compression: { type: 'lz4' } })],
    ['several ids a pixel', 'UNSUPPORTED', 'several ids for each pixel', changed({ isLabelMultiset: true })],
    ['an image of a billion columns', 'TOO_LARGE', 'at most 16384', changed({ dimensions: [1e9, 1e9] })],
    [
      'a block for each pixel',
      'TOO_LARGE',
      '64000000 chunks of 4 bytes',
      changed({ dimensions: [8000, 8000], blockSize: [1, 1] }),
    ],
    [
      'blocks far larger than the image',
      'TOO_LARGE',
      'The N5 array at /a needs 1 chunks',
      changed({ blockSize: [1e5, 1e5] }),
    ],
    ['attributes that are not JSON', 'CORRUPT', 'not valid JSON', { ...n5({}), 'a/attributes.json': Buffer.from('{') }],
    ['a group without arrays', 'NOT_LABELS', 'The N5 folder holds no image at /.', n5({})],
    [
      'a block that ends in its header',
      'CORRUPT',
      'block of 11 bytes, which is too short',
      block(sound.subarray(0, 11)),
    ],
    [
      'a block without numbers',
      'CORRUPT',
      'compressed data of a block of the N5 array at /a',
      block(sound.subarray(0, 12)),
    ],
    ['a block that was cut off', 'CORRUPT', 'compressed data', block(sound.subarray(0, -9))],
    [
      'a block of three axes',
      'CORRUPT',
      'a block of 3 axes, but 2 itself',
      block(Buffer.concat([header([3, 2, 1]), numbers]), raw),
    ],
    [
      'a block that lacks a column',
      'CORRUPT',
      'a block of (2, 2) samples among blocks of (3, 2)',
      block(Buffer.concat([header([2, 2]), numbers.subarray(8)]), raw),
    ],
    [
      'a block larger than all',
      'CORRUPT',
      'a block of (3, 4294967295)',
      block(Buffer.concat([header([3, 2 ** 32 - 1]), numbers]), raw),
    ],
    [
      'a block with too few bytes',
      'CORRUPT',
      'a block of 23 bytes, but 24 belong to it',
      block(Buffer.concat([header([3, 2]), numbers.subarray(1)]), raw),
    ],
    [
      'a block with too many bytes',
      'CORRUPT',
      'a block of 25 bytes, but 24',
      block(Buffer.concat([header([3, 2]), numbers, Buffer.alloc(1)]), raw),
    ],
    [
      'lists of numbers for each pixel',
      'UNSUPPORTED',
      'blocks of kind 1',
      block(Buffer.concat([header([3, 2]).fill(1, 1, 2), Buffer.alloc(60)]), raw),
    ],
    [
      'blocks of objects',
      'UNSUPPORTED',
      'blocks of kind 2',
      block(Buffer.concat([header([3, 2]).fill(2, 1, 2), numbers]), raw),
    ],
  ];
  it.each(refused)('%s', async (...[, code, says, files]) => {
    const message = expect.stringContaining(says) as string;
    await expect(read(files)).rejects.toMatchObject({ code, message });
  });

  it('what becomes more than a block can hold, and stops there', async () => {
    const block = Buffer.concat([header([3, 2]), gzipSync(new Uint8Array(50 * 2 ** 20))]);
    const files = { ...n5({ a: { ...six, type: 'uint8' } }), 'a/0/0': block };
    await expect(read(files)).rejects.toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining('more than the 6 bytes') as string,
    });
  });

  it('links, and what is not one hierarchy', async () => {
    const root = await folders.write(n5({ a: { ...six, blockSize: [1, 2] } }), 'a.n5');
    const outside = await folders.write({ secret: Buffer.from('x') }, 'outside');
    await symlink(join(outside, 'secret'), join(root, 'a', '3'));
    await using sound = await openPath(root);
    expect((await decodeLabelPixels(sound)).data).toHaveLength(6);
    const linked = await folders.write(n5({ a: six }), 'b.n5');
    await symlink(outside, join(linked, 'c'));
    await using file = await openPath(linked);
    await expect(decodeLabelPixels(file, { part: 'c' })).rejects.toMatchObject({ name: 'FormatError' });
    const files = { ...n5({ a: six }), 'b/attributes.json': json({}) };
    const beside = Object.fromEntries(Object.entries(files).map(([key, bytes]) => [`a.n5/${key}`, bytes]));
    await expect(read({ ...beside, 'other.txt': Buffer.from('x') })).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
    await expect(read({ 'attributes.json': json({ name: 'x' }), 'a/0/0': sound.head })).rejects.toMatchObject({
      code: 'UNKNOWN_FORMAT',
    });
  });
});
