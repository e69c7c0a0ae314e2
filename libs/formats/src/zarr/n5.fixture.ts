import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { json, type Files } from './zarr.fixture.ts';

const SETTERS = {
  uint8: [1, 'setUint8'],
  uint16: [2, 'setUint16'],
  int16: [2, 'setInt16'],
  uint32: [4, 'setUint32'],
  int32: [4, 'setInt32'],
  float32: [4, 'setFloat32'],
  float64: [8, 'setFloat64'],
} as const;

const PACKERS = {
  raw: (bytes: Uint8Array) => bytes,
  gzip: (bytes: Uint8Array) => gzipSync(bytes),
  zlib: (bytes: Uint8Array) => deflateSync(bytes),
  zstd: (bytes: Uint8Array) => zstdCompressSync(bytes),
};

/** What is written as an array. */
export interface N5Fixture {
  /** The first varies fastest: x, y, z. */
  readonly dimensions: readonly number[];
  /** In the same order: x fastest. */
  readonly data: ArrayLike<number>;
  readonly blockSize?: readonly number[];
  readonly type?: keyof typeof SETTERS;
  readonly packing?: keyof typeof PACKERS;
  /** Blocks at the borders are as large as all others. */
  readonly fullBlocks?: boolean;
  /** Blocks say how many numbers they hold. */
  readonly counted?: boolean;
  /** Attributes that are added or replaced. */
  readonly attributes?: object;
}

/** A hierarchy of one or more arrays. */
export function n5(arrays: Readonly<Record<string, N5Fixture>>, attributes: object = {}): Files {
  const files = Object.entries(arrays).map(([path, array]) => n5Array(path, array));
  return Object.assign({ 'attributes.json': json({ n5: '2.5.1', ...attributes }) }, ...files) as Files;
}

/** Writes an array block by block. It shares no code with the reader, and leaves out blocks of zeros. */
export function n5Array(path: string, array: N5Fixture): Files {
  const { dimensions, blockSize = dimensions, type = 'uint16', packing = 'gzip' } = array;
  const prefix = path === '' ? '' : `${path}/`;
  const compression = { type: packing === 'zlib' ? 'gzip' : packing, useZlib: packing === 'zlib' };
  const attributes = { dimensions, blockSize, dataType: type, compression, ...array.attributes };
  const files: Files = { [`${prefix}attributes.json`]: json(attributes) };
  for (const place of places(dimensions.map((side, axis) => Math.ceil(side / blockSize[axis]!)))) {
    const block = blockAt(array, place);
    if (block) files[`${prefix}${place.join('/')}`] = block;
  }
  return files;
}

function blockAt(array: N5Fixture, place: readonly number[]): Uint8Array | undefined {
  const { dimensions, data, blockSize = dimensions, type = 'uint16', packing = 'gzip' } = array;
  const [bytes, set] = SETTERS[type];
  const size = blockSize.map((side, axis) =>
    array.fullBlocks ? side : Math.min(side, dimensions[axis]! - place[axis]! * side),
  );
  const view = new DataView(new ArrayBuffer(size.reduce((product, side) => product * side, bytes)));
  let isEmpty = true;
  for (const [i, within] of places(size).entries()) {
    const at = within.map((index, axis) => place[axis]! * blockSize[axis]! + index);
    if (at.some((index, axis) => index >= dimensions[axis]!)) continue;
    const value = data[at.reduceRight((sum, index, axis) => sum * dimensions[axis]! + index, 0)]!;
    if (value !== 0) isEmpty = false;
    view[set](i * bytes, value);
  }
  if (isEmpty) return undefined;
  return Buffer.concat([header(size, array.counted), PACKERS[packing](new Uint8Array(view.buffer))]);
}

/** What stands before the packed numbers of a block. */
export function header(size: readonly number[], counted = false): Buffer {
  const numbers = counted ? [...size, size.reduce((product, side) => product * side, 1)] : size;
  const buffer = Buffer.alloc(4 + 4 * numbers.length);
  buffer.writeUInt16BE(counted ? 1 : 0, 0);
  buffer.writeUInt16BE(size.length, 2);
  numbers.forEach((side, i) => buffer.writeUInt32BE(side, 4 + 4 * i));
  return buffer;
}

/** All places of a grid, the first axis fastest. */
function places(counts: readonly number[]): number[][] {
  return counts.reduce<number[][]>(
    (before, count) => Array.from({ length: count }, (_, i) => before.map((place) => [...place, i])).flat(),
    [[]],
  );
}
