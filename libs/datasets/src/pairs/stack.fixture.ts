import type { Rows } from '../layouts/layout.fixture.ts';

/** A TIFF with a page of 16-bit numbers for each picture. */
export function stackTiff(...pages: readonly Rows[]): Uint8Array {
  return describedTiff('none\n', ...pages);
}

/** The same with a description of even length, as ImageJ writes one. */
export function describedTiff(text: string, ...pages: readonly Rows[]): Uint8Array {
  const description = Buffer.from(`${text}\0`.padEnd(Math.ceil((text.length + 1) / 2) * 2, '\0'), 'latin1');
  let at = 8 + description.length;
  const head = Buffer.from([0x49, 0x49, 42, 0, at, 0, 0, 0]);
  const out = [head, description];
  pages.forEach((rows, page) => {
    const [width, samples] = [rows[0]?.length ?? 0, rows.flat()];
    const entries = [
      [256, width],
      [257, rows.length],
      [258, 16],
      [259, 1],
      [262, 1],
      [270, 8],
      [273, 0],
      [277, 1],
      [278, rows.length],
      [279, 2 * samples.length],
    ] as const;
    const directory = Buffer.alloc(2 + 12 * entries.length + 4);
    const data = at + directory.length;
    directory.writeUInt16LE(entries.length);
    entries.forEach(([tag, value], i) => {
      directory.writeUInt16LE(tag, 2 + 12 * i);
      directory.writeUInt16LE(tag === 270 ? 2 : 4, 4 + 12 * i);
      directory.writeUInt32LE(tag === 270 ? description.length : 1, 6 + 12 * i);
      directory.writeUInt32LE(tag === 273 ? data : value, 10 + 12 * i);
    });
    at = data + 2 * samples.length;
    directory.writeUInt32LE(page < pages.length - 1 ? at : 0, directory.length - 4);
    out.push(directory, Buffer.from(Uint16Array.from(samples).buffer));
  });
  return Buffer.concat(out);
}
