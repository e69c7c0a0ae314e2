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
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = Buffer.from(COLLECTION);
  for (let at = file.indexOf(signature); at >= 0; at = file.indexOf(signature, at)) {
    if (at + HEADER > bytes.length) return;
    const end = Math.min(bytes.length, at + Number(view.getBigUint64(at + 8, true)));
    checkObjects(view, at + HEADER, end);
    at = Math.max(end, at + COLLECTION.length);
  }
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
