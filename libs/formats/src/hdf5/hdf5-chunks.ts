import { FormatError } from '../format-error.ts';
import { broken, type Hdf5Bytes } from './hdf5-bytes.ts';

/** A chunk as it is stored. */
export interface Hdf5Chunk {
  /** Of its first element, along each axis. */
  readonly offset: readonly number[];
  readonly at: number;
  readonly bytes: number;
  /** Filters that were not applied, a bit for each. */
  readonly mask: number;
}

/** The chunks of a dataset. */
export interface Hdf5Chunks {
  readonly chunks: readonly Hdf5Chunk[];
  /** Whether chunks that reach beyond the array are stored as they are. */
  readonly partialPlain: boolean;
}

/** What is known of a dataset without its chunks. */
export interface ChunkedShape {
  readonly shape: readonly number[];
  /** What it may grow to, within an array of fixed length. */
  readonly maxShape: readonly number[];
  /** Elements of a chunk along each axis. */
  readonly chunks: readonly number[];
}

/** Pieces of an object's header that are followed. */
const MAX_PIECES = 1000;
const MAX_CHUNKS = 1_000_000;

const [LAYOUT, CONTINUATION] = [0x0008, 0x0010];
const CHUNKED = 2;
const NOWHERE = 2 ** 64;

/**
 * Lists the chunks that a dataset has in the file (HDF5 file format specification 3.0, IV.A.2.i and VII).
 *
 * @param address of the dataset's header
 * @throws FormatError CORRUPT if its structures make no sense, UNSUPPORTED for an index that is not read
 */
export function listChunks(file: Hdf5Bytes, address: number, dataset: ChunkedShape): Hdf5Chunks {
  const at = layoutOf(file, address);
  const version = file.u8(at);
  if (version === 3) {
    if (file.u8(at + 1) !== CHUNKED) throw broken('a layout without chunks');
    return { chunks: treeOf(file, file.u64(at + 3), dataset), partialPlain: false };
  }
  if (version < 3) {
    if (file.u8(at + 2) !== CHUNKED) throw broken('a layout without chunks');
    return { chunks: treeOf(file, file.u64(at + 8), dataset), partialPlain: false };
  }
  return indexed(file, at, dataset);
}

/** Where the message with the layout of a dataset begins. */
function layoutOf(file: Hdf5Bytes, address: number): number {
  const pieces = file.text(address, 4) === 'OHDR' ? newHeader(file, address) : oldHeader(file, address);
  for (let n = 0; n < pieces.length && n < MAX_PIECES; n++) {
    const { start, end, head, read } = pieces[n]!;
    for (let at = start; at + head <= end;) {
      const { type, size } = read(at);
      if (type === LAYOUT) return at + head;
      if (type === CONTINUATION) {
        const [from, length] = [file.u64(at + head), file.u64(at + head + 8)];
        // In the newer form a signature comes before the messages, and a checksum behind them.
        const [before, behind] = head === OLD_HEAD ? [0, 0] : [4, 4];
        pieces.push({ start: from + before, end: from + length - behind, head, read });
      }
      at += head + size;
    }
  }
  throw broken('a dataset without layout');
}

interface Piece {
  readonly start: number;
  readonly end: number;
  /** Bytes before the data of a message. */
  readonly head: number;
  readonly read: (at: number) => { readonly type: number; readonly size: number };
}

const OLD_HEAD = 8;

function oldHeader(file: Hdf5Bytes, address: number): Piece[] {
  const start = address + 16;
  const read = (at: number) => ({ type: file.u16(at), size: file.u16(at + 2) });
  return [{ start, end: start + file.u32(address + 8), head: OLD_HEAD, read }];
}

function newHeader(file: Hdf5Bytes, address: number): Piece[] {
  const flags = file.u8(address + 5);
  const sizeAt = address + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const width = 1 << (flags & 3);
  const start = sizeAt + width;
  const read = (at: number) => ({ type: file.u8(at), size: file.u16(at + 1) });
  return [{ start, end: start + file.uint(sizeAt, width), head: flags & 4 ? 6 : 4, read }];
}

/** The chunks of a tree of version 1, whose keys have one number more than there are axes. */
function treeOf(file: Hdf5Bytes, root: number, { shape }: ChunkedShape): Hdf5Chunk[] {
  const chunks: Hdf5Chunk[] = [];
  if (root >= NOWHERE - 1) return chunks;
  const axes = shape.length;
  const key = 8 + (axes + 1) * 8;
  const waiting = [root];
  const seen = new Set<number>();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node) || file.text(node, 4) !== 'TREE' || file.u8(node + 4) !== 1) throw broken('a tree of chunks');
    seen.add(node);
    const level = file.u8(node + 5);
    const count = file.u16(node + 6);
    if (chunks.length + count > MAX_CHUNKS) throw tooMany();
    for (let i = 0; i < count; i++) {
      const at = node + 24 + i * (key + 8);
      const child = file.u64(at + key);
      if (level > 0) waiting.push(child);
      else {
        const offset = Array.from({ length: axes }, (_, axis) => file.u64(at + 8 + axis * 8));
        chunks.push({ offset, at: child, bytes: file.u32(at), mask: file.u32(at + 4) });
      }
    }
  }
  return chunks;
}

const [SINGLE, FIXED] = [1, 3];

/** The chunks of a layout of version 4 or 5: one alone, or in an array of fixed length. */
function indexed(file: Hdf5Bytes, at: number, dataset: ChunkedShape): Hdf5Chunks {
  const [version, kind, flags] = [file.u8(at), file.u8(at + 1), file.u8(at + 2)];
  if (version > 5 || kind !== CHUNKED) throw notRead();
  const index = at + 5 + file.u8(at + 3) * file.u8(at + 4);
  const partialPlain = (flags & 1) !== 0;
  if (file.u8(index) === FIXED) return { chunks: fixedArray(file, file.u64(index + 2), dataset), partialPlain };
  if (file.u8(index) !== SINGLE || (flags & 2) === 0) throw notRead();
  const [bytes, mask, from] = [file.u64(index + 1), file.u32(index + 9), file.u64(index + 13)];
  const offset = dataset.shape.map(() => 0);
  return { chunks: from >= NOWHERE - 1 ? [] : [{ offset, at: from, bytes, mask }], partialPlain };
}

const FILTERED = 1;

function fixedArray(file: Hdf5Bytes, header: number, dataset: ChunkedShape): Hdf5Chunk[] {
  if (header >= NOWHERE - 1) return [];
  if (file.text(header, 4) !== 'FAHD' || file.u8(header + 5) !== FILTERED) throw broken('an array of chunks');
  const [size, count, block] = [file.u8(header + 6), file.u64(header + 8), file.u64(header + 16)];
  if (block >= NOWHERE - 1) return [];
  if (file.text(block, 4) !== 'FADB') throw broken('an array of chunks');
  if (count > MAX_CHUNKS) throw tooMany();
  const chunks: Hdf5Chunk[] = [];
  for (const { i, at } of elementsOf(file, { block: block + 14, size, count, perPage: 2 ** file.u8(header + 7) })) {
    const from = file.u64(at);
    if (from >= NOWHERE - 1) continue;
    const bytes = file.uint(at + 8, size - 12);
    chunks.push({ offset: offsetOf(i, dataset), at: from, bytes, mask: file.u32(at + size - 4) });
  }
  return chunks;
}

interface Elements {
  /** Where they begin, behind the header of their block. */
  readonly block: number;
  readonly size: number;
  readonly count: number;
  /** Where there are more, they are in pages. */
  readonly perPage: number;
}

/** The elements of an array and where they are. Pages have a bit each that says whether they are there, and checksums. */
function* elementsOf(file: Hdf5Bytes, { block, size, count, perPage }: Elements): Generator<{ i: number; at: number }> {
  if (count <= perPage) {
    for (let i = 0; i < count; i++) yield { i, at: block + i * size };
    return;
  }
  const first = block + Math.ceil(Math.ceil(count / perPage) / 8) + 4;
  for (let i = 0; i < count; i++) {
    const page = Math.floor(i / perPage);
    const isThere = file.u8(block + (page >> 3)) & (0x80 >> (page & 7));
    if (isThere) yield { i, at: first + i * size + page * 4 };
  }
}

/** Where the i-th chunk begins; the last axis counts fastest. */
function offsetOf(i: number, { maxShape: shape, chunks }: ChunkedShape): number[] {
  const offset: number[] = [];
  let rest = i;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const along = Math.max(1, Math.ceil(shape[axis]! / chunks[axis]!));
    offset.unshift((rest % along) * chunks[axis]!);
    rest = Math.floor(rest / along);
  }
  return offset;
}

function notRead(): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    'The HDF5 file lists its LZF chunks in a way that is not read: the array can grow. Save it with gzip, or with a fixed shape.',
  );
}

function tooMany(): FormatError {
  return new FormatError('TOO_LARGE', `The HDF5 file has more than ${MAX_CHUNKS} chunks. Save it in larger ones.`);
}
