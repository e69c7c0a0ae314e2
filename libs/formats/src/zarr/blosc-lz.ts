import { repeat } from './lz4.ts';

/** Beyond this distance, two more bytes tell how far back a match lies. */
const MAX_DISTANCE = 8191;

/**
 * Unpacks BloscLZ, the own packing of Blosc (https://github.com/Blosc/c-blosc/blob/main/blosc/blosclz.c).
 *
 * @param length bytes that it must become
 * @returns undefined if it is damaged, or becomes anything else
 */
export function unpackBloscLz(bytes: Uint8Array, length: number): Uint8Array | undefined {
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  let control = (bytes[from++] ?? 0) & 31;
  for (;;) {
    if (control < 32) {
      const literals = control + 1;
      if (from + literals > bytes.length || to + literals > length) return undefined;
      out.set(bytes.subarray(from, from + literals), to);
      from += literals;
      to += literals;
    } else {
      const match = readMatch(bytes, from, control);
      if (!match || !repeat(out, { ...match, to })) return undefined;
      from = match.next;
      to += match.count;
    }
    if (from >= bytes.length) return to === length ? out : undefined;
    control = bytes[from++]!;
  }
}

/** How long a match is, how far back it lies, and where the next token begins; undefined at the end of the data. */
function readMatch(bytes: Uint8Array, start: number, control: number) {
  let from = start;
  let count = (control >> 5) - 1;
  let byte: number | undefined = 255;
  if (count === 6) {
    while (byte === 255) {
      byte = bytes[from++];
      count += byte ?? 0;
    }
  }
  const high = (control & 31) << 8;
  const low = bytes[from++];
  if (low === undefined) return undefined;
  let distance = high + low + 1;
  if (low === 255 && high === 31 << 8) {
    distance = ((bytes[from] ?? 0) << 8) + (bytes[from + 1] ?? 0) + MAX_DISTANCE + 1;
    from += 2;
  }
  return { count: count + 3, distance, next: from };
}
