import { FormatError } from '../format-error.ts';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;

/** Codes begin with 9 bits and end at 12. */
const [FEWEST_BITS, MOST_BITS] = [9, 12];

/**
 * Unpacks LZW as TIFF writes it (TIFF 6.0, section 13: highest bit first, code width changes one code early), or as
 * some writers did before 1988: lowest bit first, code width changes when it must. All data begins with the code 256,
 * which tells the two apart.
 *
 * @param length bytes at which to stop, so that no input can make the output grow
 * @throws FormatError CORRUPT if a code is not in the table
 */
export function unpackLzw(bytes: Uint8Array, length: number): Uint8Array {
  const strings = new LzwStrings(length);
  const isOld = bytes[0] === 0 && ((bytes[1] ?? 0) & 1) === 1;
  if (isOld) unpackLowestFirst(bytes, strings);
  else unpackHighestFirst(bytes, strings);
  return strings.taken();
}

function unpackHighestFirst(bytes: Uint8Array, strings: LzwStrings): void {
  let [width, bits, held] = [FEWEST_BITS, 0, 0];
  for (let i = 0; ;) {
    while (held < width && i < bytes.length) {
      bits = ((bits << 8) | bytes[i++]!) & 0xff_ffff;
      held += 8;
    }
    if (held < width) return;
    held -= width;
    const count = strings.put((bits >>> held) & ((1 << width) - 1));
    if (count < 0) return;
    // One code earlier than need be.
    width = count < 511 ? FEWEST_BITS : count < 1023 ? 10 : count < 2047 ? 11 : MOST_BITS;
  }
}

function unpackLowestFirst(bytes: Uint8Array, strings: LzwStrings): void {
  let [width, bits, held] = [FEWEST_BITS, 0, 0];
  for (let i = 0; ;) {
    while (held < width && i < bytes.length) {
      bits |= bytes[i++]! << held;
      held += 8;
    }
    if (held < width) return;
    const count = strings.put(bits & ((1 << width) - 1));
    bits >>>= width;
    held -= width;
    if (count < 0) return;
    width = count < 512 ? FEWEST_BITS : count < 1024 ? 10 : count < 2048 ? 11 : MOST_BITS;
  }
}

/**
 * What the codes stand for. Every string of the table already stands in the output, so the table keeps only where and
 * how long. The 256 single bytes stand before it.
 */
class LzwStrings {
  readonly #out: Uint8Array;
  readonly #starts = new Uint32Array(MAX_CODES);
  readonly #lengths = new Uint32Array(MAX_CODES);
  #next = END + 1;
  #written = CLEAR;
  #lastStart = 0;
  #lastLength = 0;

  constructor(length: number) {
    this.#out = new Uint8Array(CLEAR + length);
    for (let byte = 0; byte < CLEAR; byte++) {
      this.#out[byte] = this.#starts[byte] = byte;
      this.#lengths[byte] = 1;
    }
  }

  /**
   * Writes what a code stands for.
   *
   * @returns how many codes there are now; −1 at the end of the data or of the room for it
   */
  put(code: number): number {
    if (code === END) return -1;
    if (code === CLEAR) {
      this.#lastLength = 0;
      return (this.#next = END + 1);
    }
    // The last string and the first byte of this one become a new code, which this one may already use.
    if (this.#lastLength > 0 && this.#next < MAX_CODES) {
      this.#starts[this.#next] = this.#lastStart;
      this.#lengths[this.#next++] = this.#lastLength + 1;
    }
    if (code >= this.#next) throw badCode(code);
    const length = this.#lengths[code]!;
    copyForward(this.#out, { from: this.#starts[code]!, to: this.#written, length });
    this.#lastStart = this.#written;
    this.#lastLength = length;
    this.#written += length;
    return this.#written < this.#out.length ? this.#next : -1;
  }

  /** What has been written. */
  taken(): Uint8Array {
    return this.#out.subarray(CLEAR, Math.min(this.#written, this.#out.length));
  }
}

function badCode(code: number): FormatError {
  return new FormatError(
    'CORRUPT',
    `The TIFF's LZW data holds the code ${code}, which nothing defined. Save it again.`,
  );
}

/** From here on a block copy is faster than a loop. */
const LONG_COPY = 24;

/** Copies byte after byte, so that a source running into its own copy repeats, and never beyond the end. */
function copyForward(out: Uint8Array, { from, to, length }: { from: number; to: number; length: number }): void {
  const end = Math.min(to + length, out.length);
  if (length > LONG_COPY && from + length <= to) {
    out.copyWithin(to, from, from + end - to);
    return;
  }
  for (let i = from, o = to; o < end; i++, o++) out[o] = out[i]!;
}

/**
 * Unpacks PackBits run lengths (TIFF 6.0, section 9).
 *
 * @param out is filled at most to its end
 * @returns the bytes written
 */
export function unpackPackBits(bytes: Uint8Array, out: Uint8Array): number {
  let written = 0;
  for (let i = 0; i < bytes.length && written < out.length;) {
    const count = bytes[i++]!;
    if (count === 128) continue;
    if (count < 128) {
      const literal = bytes.subarray(i, i + Math.min(count + 1, out.length - written));
      out.set(literal, written);
      written += literal.length;
      i += count + 1;
    } else {
      if (i >= bytes.length) break;
      const end = Math.min(written + 257 - count, out.length);
      out.fill(bytes[i++]!, written, end);
      written = end;
    }
  }
  return written;
}
