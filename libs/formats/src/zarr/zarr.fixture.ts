import { zipSync } from 'fflate';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The files of a Zarr hierarchy by their keys. */
export type Files = Record<string, Uint8Array>;

/** What is written as an array. */
export interface ArrayFixture {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
  readonly chunks?: readonly number[];
  readonly type?: 'uint8' | 'uint16' | 'uint32' | 'int32' | 'float32' | 'float64';
  /** Version of Zarr. */
  readonly version?: 2 | 3;
  /** Metadata that is added or replaced. */
  readonly metadata?: object;
}

const VIEWS = {
  uint8: ['<u1', 1, 'setUint8'],
  uint16: ['<u2', 2, 'setUint16'],
  uint32: ['<u4', 4, 'setUint32'],
  int32: ['<i4', 4, 'setInt32'],
  float32: ['<f4', 4, 'setFloat32'],
  float64: ['<f8', 8, 'setFloat64'],
} as const;

export const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/**
 * Writes an array in chunks packed with gzip. It shares no code with the reader, and leaves out chunks of zeros.
 *
 * @param path of the array; empty for the top
 */
export function zarrArray(path: string, array: ArrayFixture): Files {
  const { shape, data, chunks = shape, type = 'uint16', version = 2 } = array;
  const prefix = prefixOf(path);
  const [, size, set] = VIEWS[type];
  const metadata = version === 2 ? metadata2(array) : metadata3(array);
  const files: Files = {
    [`${prefix}${version === 2 ? '.zarray' : 'zarr.json'}`]: json({ ...metadata, ...array.metadata }),
  };
  const counts = shape.map((length, axis) => Math.ceil(length / chunks[axis]!));
  for (const chunk of places(counts)) {
    const view = new DataView(new ArrayBuffer(chunks.reduce((product, length) => product * length, size)));
    let empty = true;
    for (const [i, place] of places(chunks).entries()) {
      const at = place.map((index, axis) => chunk[axis]! * chunks[axis]! + index);
      if (at.some((index, axis) => index >= shape[axis]!)) continue;
      const value = data[at.reduce((sum, index, axis) => sum * shape[axis]! + index, 0)]!;
      if (value !== 0) empty = false;
      view[set](i * size, value, true);
    }
    const key = version === 2 ? chunk.join('.') : ['c', ...chunk].join('/');
    if (!empty) files[`${prefix}${key}`] = gzipSync(new Uint8Array(view.buffer));
  }
  return files;
}

function metadata2({ shape, chunks = shape, type = 'uint16' }: ArrayFixture): object {
  const [dtype] = VIEWS[type];
  const compressor = { id: 'gzip', level: 1 };
  return { zarr_format: 2, shape, chunks, dtype, compressor, fill_value: 0, order: 'C', filters: null };
}

function metadata3({ shape, chunks = shape, type = 'uint16' }: ArrayFixture): object {
  return {
    zarr_format: 3,
    node_type: 'array',
    shape,
    data_type: type,
    chunk_grid: { name: 'regular', configuration: { chunk_shape: chunks } },
    chunk_key_encoding: { name: 'default', configuration: { separator: '/' } },
    codecs: [
      { name: 'bytes', configuration: { endian: 'little' } },
      { name: 'gzip', configuration: { level: 1 } },
    ],
    fill_value: 0,
  };
}

/** All places in an array of a shape, the last axis fastest. */
function places(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((place) => Array.from({ length }, (_, i) => [...place, i])),
    [[]],
  );
}

function prefixOf(path: string): string {
  return path === '' ? '' : `${path}/`;
}

/** Metadata of a group, with the namespace that Zarr 3 has. */
export function zarrGroup(path: string, attributes: object, version: 2 | 3 = 2): Files {
  const prefix = prefixOf(path);
  if (version === 3) {
    return { [`${prefix}zarr.json`]: json({ zarr_format: 3, node_type: 'group', attributes: { ome: attributes } }) };
  }
  return { [`${prefix}.zgroup`]: json({ zarr_format: 2 }), [`${prefix}.zattrs`]: json(attributes) };
}

/** Metadata of an image with one or more resolutions. */
export function multiscales(axes: string, paths: readonly string[] = ['0']): object {
  const named = Array.from(axes, (name) => ({ name, type: { c: 'channel', t: 'time' }[name] ?? 'space' }));
  return { multiscales: [{ version: '0.4', axes: named, datasets: paths.map((path) => ({ path })) }] };
}

/** An OME-Zarr hierarchy: an image with label images of the same size beside it. */
export function omeZarr(labels: Readonly<Record<string, ArrayFixture>>, version: 2 | 3 = 2): Files {
  const image = { shape: [1, 1], data: [7], version };
  const files = Object.entries(labels).map(([name, array]) => ({
    ...zarrGroup(`labels/${name}`, { ...multiscales('yx'), 'image-label': {} }, version),
    ...zarrArray(`labels/${name}/0`, { ...array, version }),
  }));
  return Object.assign(
    { ...zarrGroup('', multiscales('yx'), version), ...zarrArray('0', image) },
    zarrGroup('labels', { labels: Object.keys(labels) }, version),
    ...files,
  ) as Files;
}

/** A zip archive of a hierarchy. */
export function zarrZip(files: Files, folder = ''): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([key, bytes]) => [`${folder}${key}`, bytes])), {
    level: 0,
  });
}

/** Writes hierarchies as folders, in a folder that is made before each test and removed after it. */
export function temporaryFolders() {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-zarr-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const write = async (files: Files, name = 'a.zarr') => {
    const root = join(folder, name);
    for (const [key, bytes] of Object.entries(files)) {
      await mkdir(dirname(join(root, key)), { recursive: true });
      await writeFile(join(root, key), bytes);
    }
    return root;
  };
  return { write, path: () => folder };
}
