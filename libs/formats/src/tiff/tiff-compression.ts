import { FormatError } from '../format-error.ts';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;

/**
 * Unpacks LZW as TIFF writes it (TIFF 6.0, section 13: highest bit first, code width changes one code early).
 *
 * Every string of the table already stands in the output, so the table keeps only where and how long.
 *
 * @param out is filled at most to its end, so that no input can make it grow
 * @returns the bytes written
 * @throws FormatError CORRUPT if a code is not in the table
 */
export function unpackLzw(bytes: Uint8Array, out: Uint8Array): number {
  const starts = new Uint32Array(MAX_CODES + 1);
  const lengths = new Uint32Array(MAX_CODES + 1);
  let next = END + 1;
  let width = 9;
  let bits = 0;
  let held = 0;
  let written = 0;
  let lastStart = 0;
  let lastLength = 0;
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
    let length = 1;
    if (code < CLEAR) {
      out[written] = code;
    } else {
      if (code > next || (code === next && lastLength === 0)) throw badCode(code);
      const from = code === next ? lastStart : starts[code]!;
      length = code === next ? lastLength + 1 : lengths[code]!;
      copyForward(out, { from, to: written, length });
    }
    if (lastLength > 0 && next < MAX_CODES) {
      starts[next] = lastStart;
      lengths[next] = lastLength + 1;
      next++;
      if (next + 1 === 1 << width && width < 12) width++;
    }
    lastStart = written;
    lastLength = length;
    written += length;
  }
  return Math.min(written, out.length);
}

/** Copies byte after byte, so that a source running into its own copy repeats, and never beyond the end. */
function copyForward(out: Uint8Array, { from, to, length }: { from: number; to: number; length: number }): void {
  const end = Math.min(to + length, out.length);
  for (let i = from, o = to; o < end; i++, o++) out[o] = out[i]!;
}

function badCode(code: number): FormatError {
  return new FormatError(
    'CORRUPT',
    `The TIFF's LZW data holds the code ${code}, which nothing defined. Save it again.`,
  );
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
