import { FormatError } from '../format-error.ts';

/**
 * Bytes that are read part by part, wherever they are: in memory, in a file, or behind an address. It is the
 * interface that hyparquet calls `AsyncBuffer`, except that the parts are `Uint8Array`s.
 */
export interface ByteSource {
  /** Number of bytes. */
  readonly byteLength: number;
  /**
   * Reads the bytes from `start` up to, but not including, `end`, both within the source.
   *
   * @param end the end of the source if left out
   * @returns exactly these bytes, or fewer if the source has become shorter; never change them
   */
  readonly slice: (start: number, end?: number) => Uint8Array | Promise<Uint8Array>;
}

/** Largest file that is read as a whole: 512 MiB, twice what the largest image takes as 32-bit numbers. */
export const MAX_WHOLE_BYTES = 2 ** 29;

/** Bytes in memory as a source; nothing is copied. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  // A Node buffer differs from the array it extends: its slices share memory.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { byteLength: plain.byteLength, slice: (start, end) => plain.subarray(start, end) };
}

/** A source of whatever is given: bytes, which have a `slice` of their own that copies, or a source. */
export function toSource(file: Uint8Array | ByteSource): ByteSource {
  return ArrayBuffer.isView(file) ? bytesSource(file) : file;
}

/**
 * Reads a part of a source.
 *
 * @throws FormatError TRUNCATED if the source has become shorter meanwhile
 */
export async function readPart(source: ByteSource, start: number, end: number): Promise<Uint8Array> {
  const bytes = await source.slice(start, end);
  if (bytes.length === end - start) return bytes;
  throw new FormatError(
    'TRUNCATED',
    `Bytes ${start} to ${end} of the file were expected, but only ${bytes.length} came. It changed while it was read: try again.`,
  );
}

/**
 * Reads a source as a whole, for formats that cannot be read part by part.
 *
 * @param format its name for people
 * @throws FormatError TOO_LARGE beyond {@link MAX_WHOLE_BYTES}, TRUNCATED if the source has become shorter
 */
export async function readWhole(source: ByteSource, format: string): Promise<Uint8Array> {
  const { byteLength } = source;
  if (byteLength <= MAX_WHOLE_BYTES) return readPart(source, 0, byteLength);
  throw new FormatError(
    'TOO_LARGE',
    `The ${format} file has ${byteLength} bytes, but is read as a whole, of at most ${MAX_WHOLE_BYTES} bytes. Split it.`,
  );
}
