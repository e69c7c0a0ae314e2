/** Field types of 16 and of 32 bits. */
const SHORT = 3;
type Long = 4;

/** Uncompressed bytes of a strip, about: large enough to compress well, small enough to read piece by piece. */
const STRIP_BYTES = 256 * 1024;

/** An entry of a TIFF directory: 16-bit (3) or 32-bit (4) numbers. */
export type TiffEntry = readonly [tag: number, type: typeof SHORT | Long, values: readonly number[]];

/** Rows of a strip whose rows have so many bytes. */
export function rowsOfStrip(rowBytes: number, height: number): number {
  return Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / rowBytes)));
}

/** What a TIFF file of one page is made of. */
export interface TiffParts {
  /** As they are stored, from the upper left corner; of several planes one plane after the other. */
  readonly strips: readonly Uint8Array[];
  /** Entries by ascending tag, given where the strips begin. */
  readonly entries: (offsets: readonly number[]) => readonly TiffEntry[];
}

/** Puts a TIFF file of one page together, little-endian: header, strips, directory. */
export function assembleTiff({ strips, entries }: TiffParts): Uint8Array {
  const offsets: number[] = [];
  let end = 8;
  for (const strip of strips) {
    offsets.push(end);
    end += strip.length + (strip.length % 2); // the specification wants everything at even offsets
  }
  const directory = writeDirectory(entries(offsets), end);
  const file = new Uint8Array(end + directory.length);
  file.set([0x49, 0x49, 42, 0]);
  new DataView(file.buffer).setUint32(4, end, true);
  strips.forEach((strip, i) => {
    file.set(strip, offsets[i]);
  });
  file.set(directory, end);
  return file;
}

/** The directory as it stands at `offset` of the file, followed by the values that do not fit in their entry. */
function writeDirectory(entries: readonly TiffEntry[], offset: number): Uint8Array {
  const outside = entries.map(([, type, values]) => (values.length * size(type) > 4 ? values.length * size(type) : 0));
  let end = 2 + entries.length * 12 + 4;
  const bytes = new Uint8Array(end + outside.reduce((sum, length) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, entries.length, true);
  entries.forEach(([tag, type, values], i) => {
    const at = 2 + i * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, values.length, true);
    const length = outside[i]!;
    if (length > 0) view.setUint32(at + 8, offset + end, true);
    writeValues(view, length > 0 ? end : at + 8, { type, values });
    end += length;
  });
  return bytes;
}

function writeValues(
  view: DataView,
  at: number,
  { type, values }: { type: TiffEntry[1]; values: readonly number[] },
): void {
  values.forEach((value, i) => {
    if (type === SHORT) view.setUint16(at + i * 2, value, true);
    else view.setUint32(at + i * 4, value, true);
  });
}

function size(type: TiffEntry[1]): number {
  return type === SHORT ? 2 : 4;
}
