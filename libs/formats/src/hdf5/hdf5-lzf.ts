import type { ArrayPlane } from '../array-plane.ts';
import { FormatError } from '../format-error.ts';
import { Hdf5Bytes } from './hdf5-bytes.ts';
import { listChunks, type Hdf5Chunk } from './hdf5-chunks.ts';
import type { Hdf5Dataset } from './hdf5-datasets.ts';
import { LZF } from './hdf5-filters.ts';
import type { Hdf5File } from './hdf5-library.ts';

const [SHUFFLE, FLETCHER32] = [2, 3];

/** Bytes that a checksum adds. */
const CHECKSUM = 4;

/**
 * Refuses a plane of which a chunk packed with LZF does not unpack to a whole chunk. The library takes as much as comes
 * out: the rest of the chunk would be whatever was in memory before.
 *
 * @throws FormatError CORRUPT naming the array and the chunk, or UNSUPPORTED where that cannot be known
 */
export function checkLzf(file: Hdf5File, { path, metadata }: Hdf5Dataset, plane: ArrayPlane): void {
  const filters = file.module.get_dataset_filters(file.id, path).map(({ id }) => id);
  const place = filters.indexOf(LZF);
  const { chunks: sides, shape, size } = metadata;
  if (place < 0 || !sides) return;
  const [before, behind] = [filters.slice(0, place), filters.slice(place + 1)];
  if (before.some((id) => id !== SHUFFLE && id !== FLETCHER32) || behind.some((id) => id !== FLETCHER32)) {
    throw new FormatError('UNSUPPORTED', `${path} in the HDF5 file is packed twice. Save it with gzip alone.`);
  }
  const plain = sides.reduce((product, side) => product * side, size);
  const bytes = new Hdf5Bytes(file.bytes);
  const address = new DataView(Uint8Array.from(file.module.create_object_reference(file.id, path)).buffer);
  const found = listChunks(bytes, Number(address.getBigUint64(0, true)), {
    shape,
    maxShape: metadata.maxshape ?? shape,
    chunks: sides,
  });
  const isPartial = ({ offset }: Hdf5Chunk) => offset.some((start, axis) => start + sides[axis]! > shape[axis]!);
  const checksums = (ids: readonly number[], from: number, mask: number) =>
    ids.filter((id, i) => id === FLETCHER32 && !((mask >>> (from + i)) & 1)).length * CHECKSUM;
  for (const chunk of found.chunks.filter((one) => isIn(one, { plane, sides }))) {
    if (found.partialPlain && isPartial(chunk)) continue;
    const expected = plain + checksums(before, 0, chunk.mask);
    const data = bytes.slice(chunk.at, chunk.bytes - checksums(behind, place + 1, chunk.mask));
    const isPacked = !((chunk.mask >>> place) & 1);
    const unpacked = isPacked ? lzfSize(data, expected) : data.length;
    if (unpacked !== expected) throw notWhole(path, { chunk, unpacked, expected });
  }
}

/** Whether a chunk has pixels of a plane. */
function isIn({ offset }: Hdf5Chunk, { plane, sides }: { plane: ArrayPlane; sides: readonly number[] }): boolean {
  const { rows, columns, at } = plane;
  return offset.every((start, axis) => {
    return axis === rows || axis === columns || (start <= at[axis]! && at[axis]! < start + sides[axis]!);
  });
}

/**
 * The bytes that LZF data unpacks to; undefined where an instruction is cut off, or copies from before the beginning.
 *
 * @param most where to stop: more than these are not wanted
 */
export function lzfSize(data: Uint8Array, most: number): number | undefined {
  let size = 0;
  for (let at = 0; at < data.length && size <= most;) {
    const control = data[at++]!;
    if (control < 32) {
      at += control + 1;
      size += control + 1;
    } else {
      let length = (control >> 5) + 2;
      if (length === 9) length += data[at++] ?? 0;
      const distance = ((control & 31) << 8) + (data[at++] ?? 0) + 1;
      if (distance > size) return undefined;
      size += length;
    }
    if (at > data.length) return undefined;
  }
  return size;
}

interface Found {
  readonly chunk: Hdf5Chunk;
  readonly unpacked: number | undefined;
  readonly expected: number;
}

function notWhole(path: string, { chunk, unpacked, expected }: Found): FormatError {
  const what =
    unpacked === undefined
      ? 'is damaged'
      : unpacked > expected
        ? `unpacks to more than the ${expected} bytes of a chunk`
        : `unpacks to ${unpacked} of ${expected} bytes`;
  return new FormatError(
    'CORRUPT',
    `The HDF5 file is damaged: in ${path}, the LZF data of the chunk that begins at [${chunk.offset.join(', ')}] ${what}. Save it again.`,
  );
}
