/** The kinds of deflated data that browsers unpack themselves. */
export type DeflatedKind = 'deflate' | 'deflate-raw' | 'gzip';

/** Below this, starting the browser's unpacking takes longer than all of ours. */
const SMALL_BYTES = 2 ** 15;

/** Bytes that are unpacked at once by ours, about. */
const PIECE = 2 ** 20;

/**
 * Unpacks deflated data: much of it by the browser, little by a port of zlib. What the browser refuses is left to the
 * port too: it passes over bytes behind the end, as zlib does, and says what is wrong.
 *
 * @throws Error if it is damaged, or becomes more than `maxLength` bytes
 */
export async function unpackDeflated(kind: DeflatedKind, bytes: Uint8Array, maxLength: number): Promise<Uint8Array> {
  if (bytes.length >= SMALL_BYTES) {
    const unpacked = await unpackByBrowser(kind, bytes, maxLength);
    if (unpacked) return unpacked;
  }
  return unpackByPort(kind, bytes, maxLength);
}

/** @returns undefined if the browser refuses the data */
async function unpackByBrowser(
  kind: DeflatedKind,
  bytes: Uint8Array,
  maxLength: number,
): Promise<Uint8Array | undefined> {
  const pieces = new Pieces(maxLength);
  for await (const piece of unpackStream(kind, [bytes])) {
    if (piece === DAMAGED) return undefined;
    pieces.add(piece);
  }
  return pieces.joined();
}

/** Stands for a stream that the browser refuses. */
export const DAMAGED = Symbol('damaged');

/** Unpacks data while it comes. The last value is {@link DAMAGED} if the browser refuses the data. */
export async function* unpackStream(
  kind: DeflatedKind,
  packed: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array | typeof DAMAGED> {
  const { readable, writable } = new DecompressionStream(kind);
  const feeding = feed(writable.getWriter(), packed);
  const reader = readable.getReader();
  try {
    for (;;) {
      const next = await reader.read().catch((): typeof DAMAGED => DAMAGED);
      if (next === DAMAGED) {
        await feeding; // where the data comes from may have failed, which is another error
        yield DAMAGED;
        return;
      }
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
    await feeding.catch(() => undefined);
  }
}

/** Writes data as it is taken. The reader reports damage, so this does not. */
async function feed(
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
  packed: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  /** Whether it was taken. */
  const isTaken = (writing: Promise<void>) =>
    writing.then(
      () => true,
      () => false,
    );
  try {
    for await (const piece of packed) {
      if (!(await isTaken(writer.write(piece as Uint8Array<ArrayBuffer>)))) return;
    }
  } catch (error) {
    await isTaken(writer.abort(error));
    throw error;
  }
  await isTaken(writer.close());
}

/** For `windowBits` of zlib: its own header, none, or that of gzip. */
const WINDOW_BITS: Readonly<Record<DeflatedKind, number>> = { deflate: 15, 'deflate-raw': -15, gzip: 31 };

async function unpackByPort(kind: DeflatedKind, bytes: Uint8Array, maxLength: number): Promise<Uint8Array> {
  const { Inflate } = await import('pako');
  const pieces = new Pieces(maxLength);
  const chunkSize = Math.min(Math.max(maxLength + 1, 64), PIECE);
  const inflate = new Inflate({ windowBits: WINDOW_BITS[kind], chunkSize });
  inflate.onData = (piece) => {
    pieces.add(piece);
  };
  inflate.push(bytes, true);
  if (inflate.err !== 0) throw new Error(inflate.msg);
  return pieces.joined();
}

/** Unpacked data up to a number of bytes. */
class Pieces {
  readonly #all: Uint8Array[] = [];
  readonly #maxLength: number;
  #length = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** @throws RangeError if there are more bytes than there may be */
  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > this.#maxLength) throw new RangeError(`it becomes more than ${this.#maxLength} bytes`);
    this.#all.push(piece);
  }

  joined(): Uint8Array {
    const [only] = this.#all;
    if (only && this.#all.length === 1) return only;
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const piece of this.#all) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }
}
