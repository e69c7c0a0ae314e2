import { FormatError } from '../format-error.ts';

/** Bytes that come in pieces, taken in portions of any size; holds one piece beside the portion. */
export class ByteStream {
  private readonly pieces: AsyncIterator<Uint8Array, undefined>;
  private rest: Uint8Array = new Uint8Array();
  private taken = 0;

  constructor(pieces: AsyncIterable<Uint8Array, undefined>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /**
   * The next bytes, in memory of their own.
   *
   * @throws FormatError TRUNCATED if there are not as many
   */
  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length;) {
      if (this.rest.length === 0) this.rest = await this.next(length - at);
      const piece = this.rest.subarray(0, length - at);
      bytes.set(piece, at);
      at += piece.length;
      this.rest = this.rest.subarray(piece.length);
    }
    this.taken += length;
    return bytes;
  }

  /**
   * Goes to the end, so that a checksum behind it is looked at.
   *
   * @throws FormatError CORRUPT if bytes are left
   */
  async end(): Promise<void> {
    for (;;) {
      if (this.rest.length > 0)
        throw new FormatError(
          'CORRUPT',
          `More bytes follow after the ${this.taken} that the array needs. Save it again.`,
        );
      const next = await this.pieces.next();
      if (next.done === true) return;
      this.rest = next.value;
    }
  }

  /** Ends whatever the pieces come from. */
  async close(): Promise<void> {
    await this.pieces.return?.();
  }

  private async next(missing: number): Promise<Uint8Array> {
    const next = await this.pieces.next();
    if (next.done !== true) return next.value;
    throw new FormatError('TRUNCATED', `The array ends ${missing} bytes before its end. Fetch the file again.`);
  }
}
