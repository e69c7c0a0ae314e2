import { FormatError } from '../format-error.ts';

/** A collection's signature and version (HDF5 file format specification, "Global Heap"). */
const COLLECTION = [0x47, 0x43, 0x4f, 0x4c, 1];
const HEADER = 16;

/** The object that stands for the space left over. */
const FREE = 0;

/**
 * Refuses a file whose heap of texts has free space without size, over which the library goes round and round.
 *
 * @throws FormatError CORRUPT
 */
export function checkGlobalHeaps(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = nextCollection(bytes, 0); at >= 0; at = nextCollection(bytes, at)) {
    if (at + HEADER > bytes.length) return;
    const end = Math.min(bytes.length, at + Number(view.getBigUint64(at + 8, true)));
    checkObjects(view, at + HEADER, end);
    at = Math.max(end, at + COLLECTION.length);
  }
}

/** Where the next collection begins, from an offset on; −1 if there is none. */
function nextCollection(bytes: Uint8Array, from: number): number {
  const [first = 0] = COLLECTION;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (COLLECTION.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}

function checkObjects(view: DataView, start: number, end: number): void {
  for (let at = start; at + HEADER <= end;) {
    const size = Number(view.getBigUint64(at + 8, true));
    const free = view.getUint16(at, true) === FREE;
    if (free && size === 0) {
      throw new FormatError('CORRUPT', 'The HDF5 file is damaged (free space of no size in its heap). Save it again.');
    }
    at += free ? size : HEADER + Math.ceil(size / 8) * 8;
  }
}
