import { FormatError } from '@cellboard/formats';

/** Bytes that come piece by piece, taken in whatever portions are wanted; it holds one piece. */
export class ByteQueue {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();
  #taken = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Bytes that were taken or passed over so far. */
  get taken(): number {
    return this.#taken;
  }

  /** The next bytes, at least one and at most so many; undefined at the end. They stay as they are. */
  async some(most: number): Promise<Uint8Array | undefined> {
    while (this.#piece.length === 0) {
      const next = await this.#pieces.next();
      if (next.done === true) return undefined;
      this.#piece = next.value;
    }
    const bytes = this.#piece.subarray(0, most);
    this.#piece = this.#piece.subarray(bytes.length);
    this.#taken += bytes.length;
    return bytes;
  }

  /** The next so many bytes together, or fewer at the end. */
  async exactly(length: number): Promise<Uint8Array> {
    const all = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const bytes = await this.some(length - filled);
      if (!bytes) break;
      all.set(bytes, filled);
      filled += bytes.length;
    }
    return all.subarray(0, filled);
  }

  /**
   * All further bytes, as they come.
   *
   * @param most bytes that may be taken from the queue in all
   * @throws FormatError TOO_LARGE beyond
   */
  async *rest(most: number): AsyncGenerator<Uint8Array> {
    for (let bytes = await this.some(most); bytes; bytes = await this.some(most)) {
      if (this.taken > most)
        throw new FormatError('TOO_LARGE', `The file unpacks to more than ${most} bytes, which is as much as is read.`);
      yield bytes;
    }
  }

  /** Puts bytes back in front. */
  putBack(bytes: Uint8Array): void {
    const rest = this.#piece;
    this.#piece = new Uint8Array(bytes.length + rest.length);
    this.#piece.set(bytes);
    this.#piece.set(rest, bytes.length);
    this.#taken -= bytes.length;
  }
}
