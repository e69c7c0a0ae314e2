import { FormatError } from '../format-error.ts';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;

/**
 * Unpacks LZW as TIFF writes it (TIFF 6.0, section 13: highest bit first, code width changes one code early).
 *
 * @param out is filled at most to its end, so that no input can make it grow
 * @returns the bytes written
 * @throws FormatError CORRUPT if a code is not in the table
 */
export function unpackLzw(bytes: Uint8Array, out: Uint8Array): number {
  const strings = new LzwStrings(out);
  let bits = 0;
  let held = 0;
  for (let i = 0; strings.written < out.length;) {
    while (held < strings.width && i < bytes.length) {
      bits = ((bits << 8) | bytes[i++]!) & 0xff_ffff;
      held += 8;
    }
    if (held < strings.width) break;
    held -= strings.width;
    const code = (bits >>> held) & ((1 << strings.width) - 1);
    if (code === END) break;
    if (code === CLEAR) strings.clear();
    else strings.write(code);
  }
  return Math.min(strings.written, out.length);
}

/** The table of an LZW stream. Every string already stands in the output, so it keeps only where and how long. */
class LzwStrings {
  /** May run beyond the end of the output; the bytes beyond are dropped. */
  written = 0;
  /** Bits of the next code. */
  width = 9;
  private readonly out: Uint8Array;
  private readonly starts = new Uint32Array(MAX_CODES);
  private readonly lengths = new Uint32Array(MAX_CODES);
  private next = END + 1;
  private lastStart = 0;
  private lastLength = 0;

  constructor(out: Uint8Array) {
    this.out = out;
  }

  clear(): void {
    this.next = END + 1;
    this.width = 9;
    this.lastLength = 0;
  }

  /** Writes the string of a code; then the string before it, made longer by one byte, becomes a new code. */
  write(code: number): void {
    const { written, lastStart, lastLength } = this;
    let length = 1;
    if (code < CLEAR) {
      this.out[written] = code;
    } else if (code < this.next) {
      length = this.lengths[code]!;
      copyForward(this.out, { from: this.starts[code]!, to: written, length });
    } else if (code === this.next && lastLength > 0) {
      length = lastLength + 1;
      copyForward(this.out, { from: lastStart, to: written, length });
    } else {
      throw new FormatError(
        'CORRUPT',
        `The TIFF's LZW data holds the code ${code}, which nothing defined. Save it again.`,
      );
    }
    if (lastLength > 0 && this.next < MAX_CODES) this.remember(lastStart, lastLength + 1);
    this.lastStart = written;
    this.lastLength = length;
    this.written = written + length;
  }

  private remember(start: number, length: number): void {
    this.starts[this.next] = start;
    this.lengths[this.next] = length;
    this.next++;
    if (this.next + 1 === 1 << this.width && this.width < 12) this.width++;
  }
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
