import fc from 'fast-check';
import * as zarrita from 'zarrita';
import { decodeLabelPixels, decodeSamples, inspect, openPath, readPlanes } from '../node.ts';
import type { LabelChoice } from '../label-raster.ts';
import { crc32c } from '../bytes/crc.ts';
import {
  json,
  multiscales,
  omeZarr,
  temporaryFolders,
  zarrArray,
  zarrGroup,
  zarrZip,
  type Files,
} from './zarr.fixture.ts';

const read = async (files: Files, choice?: LabelChoice) => {
  const { data, shape } = await decodeLabelPixels(zarrZip(files), choice);
  return { shape, ids: Array.from(data) };
};

const six = { shape: [2, 3], data: [0, 1, 2, 3, 4, 70_000], type: 'uint32' } as const;
const folders = temporaryFolders();

const expected = { shape: [2, 3], ids: [0, 1, 2, 3, 4, 70_000] };

describe('the label image is found', () => {
  it('as the only one beside an image, in both versions, in a folder and in an archive', async () => {
    for (const version of [2, 3] as const) {
      const files = omeZarr({ nuclei: six }, version);
      expect([version, await read(files)]).toEqual([version, expected]);
      const archive = zarrZip(files, 'a.ome.zarr/');
      expect(Array.from((await decodeLabelPixels(archive)).data)).toEqual(expected.ids);
      const opened = await openPath(await folders.write(files, `v${version}`));
      expect(Array.from((await decodeLabelPixels(opened)).data)).toEqual(expected.ids);
      expect(await inspect(opened)).toMatchObject({ ok: true, kind: 'ome-zarr', width: 3, height: 2, cells: 5 });
    }
  });

  it('among several by its name, else not', async () => {
    const files = omeZarr({ nuclei: six, cells: { shape: [1, 2], data: [0, 9] } });
    await expect(read(files)).rejects.toMatchObject({
      code: 'SEVERAL_IMAGES',
      message: 'The file holds the arrays nuclei, cells. Choose the one with the labels with --array.',
    });
    expect((await read(files, { part: 'cells' })).ids).toEqual([0, 9]);
    expect((await read(files, { part: 'labels/nuclei/0' })).ids).toEqual(expected.ids);
    const unlisted = { ...files, ...zarrGroup('labels', { labels: ['nuclei'] }) };
    await expect(read(unlisted)).rejects.toThrow('the arrays nuclei, cells');
    await expect(read(files, { part: 'others' })).rejects.toThrow('nuclei, cells, but not others');
  });

  it('as a group of its own, as a bare array, and as the image where there are no others', async () => {
    expect(await read({ ...zarrGroup('', multiscales('yx')), ...zarrArray('0', six) })).toEqual(expected);
    expect(await read(zarrArray('', six))).toEqual(expected);
    expect(await read(zarrArray('', { ...six, version: 3 }))).toEqual(expected);
  });

  it('in the only series of a bioformats2raw folder', async () => {
    const series = (i: number) => ({ ...zarrGroup(`${i}`, multiscales('yx')), ...zarrArray(`${i}/0`, six) });
    const files = { ...zarrGroup('', { 'bioformats2raw.layout': 3 }), ...series(0) };
    expect(await read(files)).toEqual(expected);
    const several = { ...files, ...series(1) };
    await expect(read(several)).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    expect(await read(several, { part: '1' })).toEqual(expected);
    const labels = {
      ...zarrGroup('0/labels', { labels: ['a'] }),
      ...zarrArray('0/labels/a', { shape: [1, 1], data: [3] }),
    };
    expect((await read({ ...files, ...labels })).ids).toEqual([3]);
  });

  it('in full resolution', async () => {
    const files = { ...zarrGroup('', multiscales('yx', ['full', 'half'])), ...zarrArray('full', six) };
    expect(await read(files)).toEqual(expected);
  });
});

describe('planes', () => {
  const data = Array.from({ length: 24 }, (_, i) => i);
  const image = (axes: string, shape: number[]) => ({
    ...zarrGroup('', multiscales(axes)),
    ...zarrArray('0', { shape, data }),
  });

  it('of length 1 are dropped, others must be chosen', async () => {
    expect((await read(image('tczyx', [1, 1, 1, 4, 6]))).shape).toEqual([4, 6]);
    const files = image('tczyx', [2, 2, 1, 2, 3]);
    await expect(read(files)).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    expect((await read(files, { page: 1, channel: 1 })).ids).toEqual([18, 19, 20, 21, 22, 23]);
    expect((await read(image('xy', [6, 4]))).ids.slice(0, 3)).toEqual([0, 4, 8]);
  });

  it('of an array without names are chosen as those of NumPy', async () => {
    const files = zarrArray('', { shape: [2, 3, 4], data, type: 'int32' });
    await expect(read(files)).rejects.toThrow('has the shape (2, 3, 4), but a label image');
    expect((await read(files, { page: 1 })).ids[0]).toBe(12);
  });

  it('of OME-Zarr before 0.3 have the usual order', async () => {
    const old = { multiscales: [{ version: '0.2', datasets: [{ path: '0' }] }] };
    const files = { ...zarrGroup('', old), ...zarrArray('0', { shape: [1, 2, 1, 3, 4], data }) };
    expect((await read(files, { channel: 1 })).ids[0]).toBe(12);
  });

  it('are read as images: channels together, of the rest one', async () => {
    const files = image('tczyx', [1, 2, 3, 2, 2]);
    const opened = zarrZip(files);
    expect(await readPlanes(opened)).toEqual({ channels: 2, z: 3, t: 1 });
    const { samples } = await decodeSamples(opened, { z: 1 });
    expect([samples.shape, Array.from(samples.data)]).toEqual([
      [2, 2, 2],
      [4, 5, 6, 7, 16, 17, 18, 19],
    ]);
    const one = await decodeSamples(opened, { channel: 1, z: 2 });
    expect([one.samples.shape, Array.from(one.samples.data)]).toEqual([
      [2, 2, 1],
      [20, 21, 22, 23],
    ]);
    await expect(decodeSamples(opened, { t: 1 })).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    expect(await inspect(zarrZip(image('cyx', [2, 3, 4])))).toMatchObject({
      ok: true,
      width: 4,
      height: 3,
      dtype: 'uint16',
      sha1: null,
    });
  });

  it('have the names and colours that the file states', async () => {
    const channels = [{ color: 'FF0000', label: 'DAPI' }, { color: '0000ff' }];
    const files = {
      ...zarrGroup('', { ...multiscales('cyx'), omero: { channels } }),
      ...zarrArray('0', { shape: [2, 1, 2], data: [0, 5, 9, 0] }),
    };
    expect((await decodeSamples(zarrZip(files))).channels).toEqual([
      { name: 'DAPI', colour: [255, 0, 0] },
      { name: undefined, colour: [0, 0, 255] },
    ]);
  });
});

describe('chunks', () => {
  it('of any size come out in their place, and those left out are background', async () => {
    const side = fc.integer({ min: 1, max: 12 });
    const arrays = fc.record({ height: side, width: side, down: side, across: side, version: fc.constantFrom(2, 3) });
    await fc.assert(
      fc.asyncProperty(arrays, async ({ height, width, down, across, version }) => {
        const data = Array.from({ length: width * height }, (_, i) => (i % 5 === 0 ? 0 : i));
        const files = zarrArray('', {
          shape: [height, width],
          chunks: [down, across],
          data,
          version: version,
        });
        expect(await read(files)).toEqual({ shape: [height, width], ids: data });
      }),
      { seed: 2026, numRuns: 100 },
    );
  });

  it('are read as another library writes them, of every type', async () => {
    const values = [0, 1, 2, 3, 4, 100];
    const types = [
      'uint8',
      'int8',
      'uint16',
      'int16',
      'uint32',
      'int32',
      'uint64',
      'int64',
      'float32',
      'float64',
    ] as const;
    for (const dtype of types) {
      const store = new Map<string, Uint8Array>();
      const wide = dtype.includes('int64');
      const fillValue = 0 as never;
      const array = await zarrita.create(zarrita.root(store).resolve('/'), {
        dtype,
        shape: [2, 3],
        chunkShape: [2, 2],
        fillValue,
      });
      const { data } = await array.getChunk([0, 0]);
      const all = new (data.constructor as Uint8ArrayConstructor)(6);
      values.forEach((value, i) => Reflect.set(all, i, wide ? BigInt(value) : value));
      const everything = zarrita.slice(null);
      await zarrita.set(array, [everything, everything], { data: all as never, shape: [2, 3], stride: [3, 1] });
      const files = Object.fromEntries([...store].map(([key, bytes]) => [key.slice(1), bytes]));
      expect([dtype, (await read(files)).ids]).toEqual([dtype, values]);
    }
  });

  it('may be turned, big-endian, named with slashes, or not packed', async () => {
    const bytes = (...values: number[]) => Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]));
    const files = {
      ...zarrArray('', {
        shape: [2, 3],
        data: [],
        metadata: { dtype: '>u2', order: 'F', compressor: null, dimension_separator: '/' },
      }),
      '0/0': bytes(0, 3, 1, 4, 2, 500),
    };
    expect((await read(files)).ids).toEqual([0, 1, 2, 3, 4, 500]);
  });

  it.each([
    ['0.0', { dimension_separator: '/' }],
    ['0/0', {}],
  ])('with names that the metadata does not give them are refused: %s', async (name, metadata) => {
    const empty = zarrArray('', {
      shape: [2, 3],
      data: [0, 0, 0, 0, 0, 0],
      metadata: { compressor: null, ...metadata },
    });
    expect((await read(empty)).ids).toEqual([0, 0, 0, 0, 0, 0]);
    await expect(read({ ...empty, [name]: new Uint8Array(12).fill(1) })).rejects.toThrow('its metadata names chunks');
  });

  it('may lie together in shards', async () => {
    const shard = new Uint8Array(2 * 8 + 4 * 16 + 4);
    const view = new DataView(shard.buffer);
    [1, 2, 3, 4, 5, 6, 7, 8].forEach((value, i) => {
      view.setUint16(i * 2, value, true);
    });
    [
      [0n, 8n],
      [-1n, -1n],
      [8n, 8n],
      [-1n, -1n],
    ].forEach(([offset, length], i) => {
      view.setBigInt64(16 + i * 16, offset!, true);
      view.setBigInt64(24 + i * 16, length!, true);
    });
    view.setUint32(80, crc32c(shard.subarray(16, 80)), true);
    const plain = [{ name: 'bytes', configuration: { endian: 'little' } }];
    const configuration = { chunk_shape: [2, 2], codecs: plain, index_codecs: [...plain, { name: 'crc32c' }] };
    const array = (more: object) => ({
      ...zarrArray('', {
        shape: [4, 4],
        data: [],
        version: 3,
        metadata: { codecs: [{ name: 'sharding_indexed', configuration: { ...configuration, ...more } }] },
      }),
      'c/0/0': shard,
    });
    const ids = [1, 2, 0, 0, 3, 4, 0, 0, 5, 6, 0, 0, 7, 8, 0, 0];
    expect((await read(array({}))).ids).toEqual(ids);
    const opened = await openPath(await folders.write(array({})));
    expect(Array.from((await decodeLabelPixels(opened)).data)).toEqual(ids);
    await expect(read(array({ chunk_shape: [3, 2] }))).rejects.toMatchObject({ code: 'CORRUPT' });
    await expect(read({ ...array({}), 'c/0/0': shard.subarray(20) })).rejects.toMatchObject({ code: 'TRUNCATED' });
    await expect(read({ ...array({}), 'c/0/0': shard.subarray(70) })).rejects.toMatchObject({ code: 'TRUNCATED' });
    const changed = shard.slice();
    changed[48]! ^= 8; // where the third chunk begins
    await expect(read({ ...array({}), 'c/0/0': changed })).rejects.toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining('its checksum is wrong') as string,
    });
  });
});

it('names of axes that do not say which are x and y are passed over', async () => {
  for (const names of [
    ['dim_0', 'dim_1', 'dim_2'],
    ['x', 'x', 'y'],
  ]) {
    const files = zarrArray('', { shape: [2, 2, 3], data: Array.from({ length: 12 }, (_, i) => i) });
    const attributes = { '.zattrs': json({ _ARRAY_DIMENSIONS: names }) };
    const file = zarrZip({ ...files, ...attributes });
    expect(await readPlanes(file)).toEqual({ channels: 1, z: 2, t: 1 });
    expect((await decodeSamples(file, { z: 1 })).samples.shape).toEqual([2, 3, 1]);
    await expect(read({ ...files, ...attributes }, { page: 1 })).resolves.toEqual({
      shape: [2, 3],
      ids: [6, 7, 8, 9, 10, 11],
    });
  }
});

it('archives of several hierarchies are archives', async () => {
  const files = zarrArray('', six);
  const two = Object.fromEntries(
    ['a.zarr/', 'b.zarr/'].flatMap((name) => Object.entries(files).map(([key, bytes]) => [`${name}${key}`, bytes])),
  );
  expect(await inspect(zarrZip(two))).toMatchObject({ ok: true, kind: 'zip' });
  expect(await inspect(zarrZip({ ...zarrArray('a.zarr', six), 'readme.txt': json('') }))).toMatchObject({
    kind: 'zip',
  });
});

it('a plain group of one array is inspected as that array', async () => {
  const array = { shape: [2, 3], data: [0, 1, 2, 3, 4, 5] };
  const files = { ...zarrGroup('', {}), ...zarrArray('cells', array) };
  expect(await inspect(zarrZip(files))).toMatchObject({ ok: true, kind: 'ome-zarr', width: 3, height: 2, cells: 5 });
  const two = await inspect(zarrZip({ ...files, ...zarrArray('nuclei', array) }));
  expect(two).toMatchObject({ ok: false, error: { code: 'SEVERAL_IMAGES' } });
});
