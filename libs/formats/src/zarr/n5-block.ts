import { unpack, type Platform, type Unpack } from '../platform.ts';
import { unpackBlosc } from './blosc.ts';
import { badN5, bytesOf, unsupportedN5, type N5Array, type N5Packing } from './n5-metadata.ts';

/** A block as it is stored. */
export interface N5Block {
  readonly bytes: Uint8Array;
  /** Its place among the blocks, the fastest axis first. */
  readonly place: readonly number[];
}

/** Kinds of blocks: as large as it says, or with a length of its own. */
const [DEFAULT, VARIABLE] = [0, 1];

/**
 * Unpacks a block and fills it up to the full size of blocks: at the borders of an array they may be smaller.
 *
 * @returns big-endian samples in the order of the file, in which the first axis varies fastest
 * @throws FormatError CORRUPT if it is damaged or lacks samples, UNSUPPORTED for blocks that are no samples
 */
export async function readN5Block(array: N5Array, { bytes, place }: N5Block, platform: Platform): Promise<Uint8Array> {
  const { path, blockSize } = array;
  const { size, packed } = readHeader(array, bytes);
  blockSize.forEach((most, axis) => {
    const needed = Math.min(most, array.dimensions[axis]! - place[axis]! * most);
    if (size[axis]! < needed || size[axis]! > most) {
      throw badN5(path, `has a block of (${size.join(', ')}) samples among blocks of (${blockSize.join(', ')})`);
    }
  });
  const length = size.reduce((product, side) => product * side, bytesOf(array));
  const of = `a block of the N5 array at /${path}`;
  const samples = await unpack({ of, bytes: packed, maxLength: length }, unpacker(array.packing, platform));
  if (samples.length !== length)
    throw badN5(path, `has a block of ${samples.length} bytes, but ${length} belong to it`);
  return filledUp(samples, size, array);
}

/** Two bytes for the kind and the number of axes each, then four for each length; all big-endian. */
function readHeader({ path, dimensions }: N5Array, bytes: Uint8Array): { size: number[]; packed: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const sizes = 4 + 4 * dimensions.length;
  if (bytes.length < sizes) throw badN5(path, `has a block of ${bytes.length} bytes, which is too short`);
  const [kind, axes] = [view.getUint16(0), view.getUint16(2)];
  if (axes !== dimensions.length) throw badN5(path, `has a block of ${axes} axes, but ${dimensions.length} itself`);
  const size = dimensions.map((_, axis) => view.getUint32(4 + 4 * axis));
  if (kind === DEFAULT) return { size, packed: bytes.subarray(sizes) };
  const count = kind === VARIABLE && bytes.length >= sizes + 4 ? view.getUint32(sizes) : -1;
  if (count === size.reduce((product, side) => product * side, 1)) return { size, packed: bytes.subarray(sizes + 4) };
  throw unsupportedN5(path, `has blocks of kind ${kind} that are not one number for each pixel`);
}

function unpacker(packing: N5Packing, platform: Platform): Unpack {
  switch (packing) {
    case 'raw':
      return (bytes) => bytes;
    case 'gzip':
      return platform.gunzip;
    case 'zlib':
      return platform.inflate;
    case 'zstd':
      return platform.zstd;
    case 'blosc':
      return (bytes, limit) => unpackBlosc(bytes, limit, platform);
  }
}

function filledUp(samples: Uint8Array, size: readonly number[], array: N5Array): Uint8Array {
  const { blockSize } = array;
  if (size.every((side, axis) => side === blockSize[axis])) return samples;
  const bytes = bytesOf(array);
  const full = new Uint8Array(blockSize.reduce((product, side) => product * side, bytes));
  const row = size[0]! * bytes;
  for (let from = 0, line = 0; from < samples.length; from += row, line++) {
    let rest = line;
    let to = 0;
    let stride = blockSize[0]!;
    for (let axis = 1; axis < size.length; axis++) {
      to += (rest % size[axis]!) * stride;
      rest = Math.floor(rest / size[axis]!);
      stride *= blockSize[axis]!;
    }
    full.set(samples.subarray(from, from + row), to * bytes);
  }
  return full;
}
