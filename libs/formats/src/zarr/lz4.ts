/**
 * Unpacks an LZ4 block (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md).
 *
 * @param length bytes that it must become
 * @returns undefined if it is damaged, or becomes anything else
 */
export function unpackLz4(bytes: Uint8Array, length: number): Uint8Array | undefined {
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  /** A count that goes on while its bytes are full; undefined at the end of the data. */
  const count = (nibble: number): number | undefined => {
    let sum = nibble;
    if (nibble !== 15) return sum;
    for (;;) {
      const byte = bytes[from++];
      if (byte === undefined) return undefined;
      sum += byte;
      if (byte !== 255) return sum;
    }
  };
  while (from < bytes.length) {
    const token = bytes[from++]!;
    const literals = count(token >> 4);
    if (literals === undefined || from + literals > bytes.length || to + literals > length) return undefined;
    out.set(bytes.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    if (from === bytes.length) break; // the last sequence is literals alone
    const distance = bytes[from]! | ((bytes[from + 1] ?? 0) << 8);
    from += 2;
    const matched = count(token & 15);
    if (matched === undefined || !repeat(out, { to, distance, count: matched + 4 })) return undefined;
    to += matched + 4;
  }
  return to === length ? out : undefined;
}

interface Match {
  readonly to: number;
  readonly distance: number;
  readonly count: number;
}

/** Repeats what stands a distance before; it may overlap what it writes. False if that lies outside. */
export function repeat(out: Uint8Array, { to, distance, count }: Match): boolean {
  if (distance === 0 || distance > to || to + count > out.length) return false;
  if (distance >= count) out.copyWithin(to, to - distance, to - distance + count);
  else for (let i = to; i < to + count; i++) out[i] = out[i - distance]!;
  return true;
}
