/** An entry of a tar archive, as its header says it. */
export interface TarEntry {
  readonly name: string;
  readonly bytes?: Uint8Array | string;
  /** Kind of the entry (POSIX ustar); a file without it. */
  readonly kind?: string;
  /** Mark of the format; empty as in archives from before 1988. */
  readonly magic?: string;
}

const BLOCK = 512;

/** Writes a tar archive. */
export function tarOf(...entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(blocksOf), Buffer.alloc(2 * BLOCK)]);
}

function blocksOf({ name, bytes = '', kind = '0', magic = 'ustar\0' + '00' }: TarEntry): Buffer {
  const data = Buffer.from(bytes);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(kind, 156);
  header.write(magic, 257);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)]);
}
