import { FormatError } from '../format-error.ts';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;

/** By bits: the code after which the next has one bit more, one earlier than need be; codes end at 12 bits. */
const LAST_CODE: Readonly<Record<number, number>> = { 9: 511, 10: 1023, 11: 2047 };

/**
 * Unpacks LZW as TIFF writes it (TIFF 6.0, section 13: highest bit first, code width changes one code early).
 *
 * Every string of the table already stands in the output, so the table keeps only where and how long. The 256 single
 * bytes stand before it.
 *
 * @param length bytes at which to stop, so that no input can make the output grow
 * @throws FormatError CORRUPT if a code is not in the table
 */
export function unpackLzw(bytes: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(CLEAR + length);
  const starts = new Uint32Array(MAX_CODES);
  const lengths = new Uint32Array(MAX_CODES);
  for (let byte = 0; byte < CLEAR; byte++) {
    out[byte] = starts[byte] = byte;
    lengths[byte] = 1;
  }
  let [next, width, bits, held, written, lastStart, lastLength] = [END + 1, 9, 0, 0, CLEAR, 0, 0];
  for (let i = 0; written < out.length;) {
    while (held < width && i < bytes.length) {
      bits = ((bits << 8) | bytes[i++]!) & 0xff_ffff;
      held += 8;
    }
    if (held < width) break;
    held -= width;
    const code = (bits >>> held) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      next = END + 1;
      width = 9;
      lastLength = 0;
      continue;
    }
    // The last string and the first byte of this one become a new code, which this one may already use.
    if (lastLength > 0 && next < MAX_CODES) {
      starts[next] = lastStart;
      lengths[next++] = lastLength + 1;
    }
    if (code >= next) throw badCode(code);
    lastStart = written;
    lastLength = lengths[code]!;
    copyForward(out, { from: starts[code]!, to: written, length: lastLength });
    written += lastLength;
    if (next === LAST_CODE[width]) width++;
  }
  return out.subarray(CLEAR, Math.min(written, out.length));
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
