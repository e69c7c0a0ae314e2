/** Changes every place where a text stands in an archive to another of the same length. */
export function replaceText(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}

/**
 * Writes a number into the n-th entry of the list at the end of an archive.
 *
 * @param at offset in the entry (zip specification, 4.3.12)
 */
export function patchEntry(
  bytes: Uint8Array,
  at: number,
  { value, size = 4, entry = 0 }: { value: number; size?: number; entry?: number },
): Uint8Array {
  const changed = Buffer.from(bytes);
  let start = changed.indexOf('PK\u0001\u0002');
  for (let i = 0; i < entry; i++) start = changed.indexOf('PK\u0001\u0002', start + 1);
  changed.writeUIntLE(value, start + at, size);
  return changed;
}

/** Writes a number into the record at the end of an archive without comment. */
export function patchEnd(
  bytes: Uint8Array,
  at: number,
  { value, size = 4 }: { value: number; size?: number },
): Uint8Array {
  const changed = Buffer.from(bytes);
  changed.writeUIntLE(value, changed.length - 22 + at, size);
  return changed;
}
