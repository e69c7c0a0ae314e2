import { mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeLabelPixels, inspect, openPath } from '../node.ts';
import type { LabelChoice } from '../label-raster.ts';
import { mutate, randomNumbers } from '../mutations.fixture.ts';
import { multiscales, omeZarr, temporaryFolders, zarrArray, zarrGroup, zarrZip, type Files } from './zarr.fixture.ts';

const read = async (files: Files, choice?: LabelChoice) => decodeLabelPixels(zarrZip(files), choice);

const six = { shape: [2, 3], data: [0, 1, 2, 3, 4, 70_000], type: 'uint32' } as const;
const folders = temporaryFolders();

describe('two images in one group', () => {
  const two = (names: readonly (string | undefined)[]): Files => ({
    ...zarrGroup('', {
      multiscales: names.map((name, i) => ({ name, datasets: [{ path: `a${i}` }] })),
    }),
    ...zarrArray('a0', six),
    ...zarrArray('a1', { ...six, data: [5, 5, 0, 0, 0, 0] }),
  });

  it('are listed with their arrays, and neither is taken unless it is chosen', async () => {
    await expect(read(two(['cells', undefined]))).rejects.toMatchObject({
      code: 'SEVERAL_IMAGES',
      message: expect.stringContaining('2 images under "multiscales": cells (array a0), number 2 (array a1)') as string,
    });
    expect(Array.from((await read(two(['cells', 'nuclei']), { part: 'a1' })).data)).toEqual([5, 5, 0, 0, 0, 0]);
    expect(Array.from((await read(two(['cells']))).data)).toEqual(six.data);
  });
});

describe('refuses', () => {
  const bare = (metadata: object, version: 2 | 3 = 2) => zarrArray('', { ...six, version, metadata });
  const group = (path: string) => ({
    ...zarrGroup('', { multiscales: [{ datasets: [{ path }] }] }),
    ...zarrArray('0', six),
  });
  const refused: readonly (readonly [name: string, code: string, says: string, files: Files])[] = [
    ['a path upwards', 'UNSAFE', 'not a plain path within it', group('../../etc')],
    ['an absolute path', 'UNSAFE', 'not a plain path within it', group('/etc/passwd')],
    ['a path with backslashes', 'UNSAFE', 'not a plain path within it', group('..\\x')],
    [
      'label images with names upwards',
      'UNSAFE',
      'not a plain path',
      { ...zarrGroup('', {}), ...zarrGroup('labels', { labels: ['../../x'] }) },
    ],
    ['a path to nothing', 'CORRUPT', 'names no array', group('7')],
    ['a group without images', 'NOT_LABELS', 'no image at /.', zarrGroup('', { plate: {} })],
    ['metadata that is not JSON', 'CORRUPT', 'not valid JSON', { '.zarray': new TextEncoder().encode('{') }],
    [
      'metadata nested without end',
      'TOO_LARGE',
      'nested deeper',
      { '.zattrs': new TextEncoder().encode('['.repeat(10_000)) },
    ],
    ['a shape of no numbers', 'CORRUPT', 'no shape of 1 to 8 axes', bare({ shape: [2, 'a'] })],
    ['a shape of negative numbers', 'CORRUPT', 'no shape', bare({ shape: [-2, 3] })],
    ['a shape without end', 'CORRUPT', 'no shape', bare({ shape: [1e300, 3] })],
    ['an empty shape', 'CORRUPT', 'is empty', bare({ shape: [0, 3] })],
    ['an image of a billion columns', 'TOO_LARGE', 'at most 16384', bare({ shape: [1e9, 1e9] })],
    [
      'a chunk for each pixel',
      'TOO_LARGE',
      '64000000 chunks of 4 bytes',
      bare({ shape: [8000, 8000], chunks: [1, 1] }),
    ],
    ['chunks far larger than the image', 'TOO_LARGE', '1 chunks of', bare({ chunks: [1e5, 1e5] })],
    [
      'chunks deep into a stack',
      'TOO_LARGE',
      'chunks of 8388608 bytes',
      bare({ shape: [512, 8192, 8192], chunks: [512, 64, 64] }),
    ],
    ['chunks of no size', 'CORRUPT', 'has chunks (0, 3)', bare({ chunks: [0, 3] })],
    ['chunks of other axes', 'CORRUPT', 'has chunks (6)', bare({ chunks: [6] })],
    ['texts', 'UNSUPPORTED', 'holds |S10', bare({ dtype: '|S10' })],
    ['16-bit floating point', 'UNSUPPORTED', 'holds float16', bare({ dtype: '<f2' })],
    ['objects', 'UNSUPPORTED', 'holds |O', bare({ dtype: '|O' })],
    ['filters', 'UNSUPPORTED', 'uses filters', bare({ filters: [{ id: 'delta' }] })],
    ['unknown compression', 'UNSUPPORTED', 'packed with "lzma"', bare({ compressor: { id: 'lzma' } })],
    ['unknown codecs', 'UNSUPPORTED', 'packed with "vlen-utf8"', bare({ codecs: [{ name: 'vlen-utf8' }] }, 3)],
    ['no codecs', 'CORRUPT', 'no list of codecs', bare({ codecs: 7 }, 3)],
    [
      'axes in no order',
      'CORRUPT',
      'transposed in no order',
      bare(
        { codecs: [{ name: 'transpose', configuration: { order: [5, 6] } }, { name: 'bytes' }, { name: 'gzip' }] },
        3,
      ),
    ],
    [
      'a wrong checksum',
      'CORRUPT',
      'its checksum is wrong',
      { ...bare({ codecs: [{ name: 'bytes' }, { name: 'crc32c' }] }, 3), 'c/0/0': new Uint8Array(28).fill(1) },
    ],
    [
      'a chunk too short for its checksum',
      'CORRUPT',
      'it is too short',
      { ...bare({ codecs: [{ name: 'bytes' }, { name: 'crc32c' }] }, 3), 'c/0/0': new Uint8Array(3) },
    ],
    ['another grid', 'CORRUPT', 'no regular chunks', bare({ chunk_grid: { name: 'rectilinear' } }, 3)],
    ['a chunk of garbage', 'CORRUPT', 'is damaged', { ...bare({}), '0.0': Uint8Array.from([1, 2, 3]) }],
    [
      'a chunk that is too short',
      'CORRUPT',
      'chunk of 2 samples, but 6',
      { ...bare({ compressor: null }), '0.0': new Uint8Array(8) },
    ],
    [
      'a chunk that ends within a number',
      'CORRUPT',
      'chunk of 1 samples',
      { ...bare({ compressor: null }), '0.0': new Uint8Array(7) },
    ],
    [
      'a Blosc chunk of garbage',
      'CORRUPT',
      'damaged',
      { ...bare({ compressor: { id: 'blosc' } }), '0.0': new Uint8Array(16).fill(2) },
    ],
    [
      'an LZ4 chunk that promises too much',
      'CORRUPT',
      'promises 4294967295 bytes',
      { ...bare({ compressor: { id: 'lz4' } }), '0.0': new Uint8Array(16).fill(255) },
    ],
    ['negative numbers', 'NOT_LABELS', 'the value -1', zarrArray('', { shape: [1, 2], data: [-1, 0], type: 'int32' })],
    ['fractions', 'NOT_LABELS', 'the value 0.5', zarrArray('', { shape: [1, 2], data: [0.5, 0], type: 'float32' })],
  ];
  for (const [name, code, says, files] of refused) {
    it(name, async () => {
      const choice = name.includes('stack') ? { page: 0 } : {};
      await expect(read(files, choice)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(says) as string,
      });
    });
  }

  it('a chunk that unpacks without end', async () => {
    const bomb = zarrArray('', { shape: [1, 1], chunks: [1000, 1000], data: [5] });
    await expect(read({ ...bomb, ...zarrArrayMetadata(bare({ chunks: [2, 3] })) })).rejects.toMatchObject({
      code: 'CORRUPT',
    });
  });

  it('names that are longer than those of any file, and links in a circle', async () => {
    const long = await folders.write(group('x'.repeat(300)), 'long.zarr');
    await expect(openPath(long).then((file) => decodeLabelPixels(file))).rejects.toMatchObject({ code: 'CORRUPT' });
    const root = await folders.write(zarrGroup('', multiscales('yx', ['loop'])));
    await symlink('loop', join(root, 'loop'));
    await expect(openPath(root).then((file) => decodeLabelPixels(file))).rejects.toMatchObject({ code: 'UNSAFE' });
  });

  it('links, wherever they stand and lead', async () => {
    const root = await folders.write(zarrArray('', six));
    const outside = join(folders.path(), 'outside');
    await rename(join(root, '0.0'), outside);
    await symlink(outside, join(root, '0.0'));
    await expect(openPath(root).then((file) => decodeLabelPixels(file))).rejects.toMatchObject({ code: 'UNSAFE' });
    const image = await folders.write({ ...zarrGroup('', multiscales('yx')), ...zarrArray('0', six) }, 'b.zarr');
    await rename(join(image, '0'), join(folders.path(), 'elsewhere'));
    await symlink(join(folders.path(), 'elsewhere'), join(image, '0'));
    await expect(openPath(image).then((file) => decodeLabelPixels(file))).rejects.toMatchObject({ code: 'UNSAFE' });
    await symlink(image, join(folders.path(), 'c.zarr'));
    await expect(openPath(join(folders.path(), 'c.zarr'))).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    await mkdir(join(folders.path(), 'plain'));
    await expect(openPath(join(folders.path(), 'plain'))).rejects.toMatchObject({ code: 'NOT_A_FILE' });
  });
});

for (const version of [2, 3] as const) {
  it(`a damaged file of a hierarchy of version ${version} gets a verdict with a reason, whichever it is`, async () => {
    const samples = Array.from({ length: 24 * 18 }, (_, i) => i % 7);
    const files = omeZarr({ cells: { shape: [18, 24], chunks: [8, 8], data: samples } }, version);
    const random = randomNumbers(2026);
    const names = Object.keys(files);
    for (let round = 0; round < 600; round++) {
      const name = names[round % names.length]!;
      const { ok, error } = await inspect(zarrZip({ ...files, [name]: mutate(files[name]!, random) }));
      expect(ok).toBe(error === null);
    }
  });
}

/** The metadata alone. */
function zarrArrayMetadata(files: Files): Files {
  return { '.zarray': files['.zarray']! };
}
