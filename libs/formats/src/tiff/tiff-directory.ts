import { FormatError } from '../format-error.ts';

/** One image file directory: the entries that describe one page (TIFF 6.0, section 2; BigTIFF widens the numbers). */
export interface TiffDirectory {
  /** Byte order of the whole file. */
  readonly littleEndian: boolean;
  /** All values of an entry; undefined when the directory does not have it. */
  values(tag: number): number[] | undefined;
  /** First value of an entry, or the default of the specification. */
  first(tag: number, otherwise: number): number;
  /** The text of an entry, at most its first {@link MAX_TEXT} bytes; undefined when there is none. */
  text(tag: number): string | undefined;
}

/** Baseline and extension tags that are read. */
export const TiffTag = {
  newSubfileType: 254,
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  imageDescription: 270,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  predictor: 317,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

/** Pages beyond this are not looked for: a chain of a million directories is an attack, not a stack. */
export const MAX_PAGES = 10_000;

const MAX_ENTRIES = 4096;

/** Longer descriptions are cut: OME-XML of thousands of planes has a few megabytes. */
const MAX_TEXT = 16 * 2 ** 20;

const ASCII = 2;

/** Bytes of one value by TIFF field type; 0 for types that hold no whole number. */
const TYPE_BYTES = [0, 1, 0, 2, 4, 0, 1, 1, 2, 4, 0, 0, 0, 4, 0, 0, 8, 8, 8];

interface Layout {
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly big: boolean;
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where the value, or the offset to it, stands. */
  readonly at: number;
}

/**
 * Walks the chain of directories of a TIFF or BigTIFF file, which may be of either byte order.
 *
 * @throws FormatError TRUNCATED if a directory lies beyond the end of the file, CORRUPT if the chain loops,
 *   TOO_LARGE beyond {@link MAX_PAGES} pages
 */
export function readDirectories(bytes: Uint8Array): TiffDirectory[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = bytes[0] === 0x49;
  need(view, 0, 8);
  const big = view.getUint16(2, littleEndian) === 43;
  const layout: Layout = { view, littleEndian, big };
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let at = big ? uint64(layout, 8) : view.getUint32(4, littleEndian);
  while (at !== 0) {
    if (seen.has(at))
      throw new FormatError('CORRUPT', "The TIFF's chain of pages runs in a circle. Save the image again.");
    if (directories.length === MAX_PAGES) {
      throw new FormatError('TOO_LARGE', `The TIFF has more than ${MAX_PAGES} pages. Split it.`);
    }
    seen.add(at);
    const { directory, next } = readDirectory(layout, at);
    directories.push(directory);
    at = next;
  }
  if (directories.length === 0) throw new FormatError('CORRUPT', 'The TIFF holds no image. Save it again.');
  return directories;
}

function readDirectory(layout: Layout, start: number): { directory: TiffDirectory; next: number } {
  const { view, littleEndian, big } = layout;
  need(view, start, big ? 8 : 2);
  const count = big ? uint64(layout, start) : view.getUint16(start, littleEndian);
  if (count > MAX_ENTRIES) {
    throw new FormatError('CORRUPT', `A page of the TIFF claims ${count} entries; at most ${MAX_ENTRIES} are read.`);
  }
  const first = start + (big ? 8 : 2);
  const size = big ? 20 : 12;
  const end = first + count * size;
  need(view, first, count * size + (big ? 8 : 4));
  const entries = new Map<number, Entry>();
  for (let at = first; at < end; at += size) {
    entries.set(view.getUint16(at, littleEndian), {
      type: view.getUint16(at + 2, littleEndian),
      count: big ? uint64(layout, at + 4) : view.getUint32(at + 4, littleEndian),
      at: at + (big ? 12 : 8),
    });
  }
  const values = (tag: number): number[] | undefined => {
    const entry = entries.get(tag);
    return entry && readValues(layout, entry, tag);
  };
  const directory = {
    littleEndian,
    values,
    first: (tag: number, otherwise: number) => values(tag)?.[0] ?? otherwise,
    text: (tag: number) => {
      const entry = entries.get(tag);
      return entry?.type === ASCII ? readText(layout, entry) : undefined;
    },
  };
  return { directory, next: big ? uint64(layout, end) : view.getUint32(end, littleEndian) };
}

function readValues(layout: Layout, entry: Entry, tag: number): number[] {
  const { view, littleEndian, big } = layout;
  const bytes = TYPE_BYTES[entry.type] ?? 0;
  if (bytes === 0)
    throw new FormatError('CORRUPT', `Entry ${tag} of the TIFF has type ${entry.type}, not a whole number.`);
  const total = bytes * entry.count;
  const inline = total <= (big ? 8 : 4);
  const at = inline ? entry.at : big ? uint64(layout, entry.at) : view.getUint32(entry.at, littleEndian);
  need(view, at, total);
  return Array.from({ length: entry.count }, (_, i) => readValue(layout, entry.type, at + i * bytes));
}

/** Up to its terminating zero; writers put UTF-8 where the specification has ASCII. */
function readText({ view, littleEndian, big }: Layout, { count, at }: Entry): string {
  const inline = count <= (big ? 8 : 4);
  const start = inline ? at : big ? uint64({ view, littleEndian, big }, at) : view.getUint32(at, littleEndian);
  need(view, start, count);
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, Math.min(count, MAX_TEXT));
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function readValue(layout: Layout, type: number, at: number): number {
  const { view, littleEndian } = layout;
  switch (type) {
    case 3:
      return view.getUint16(at, littleEndian);
    case 4:
    case 13:
      return view.getUint32(at, littleEndian);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, littleEndian);
    case 9:
      return view.getInt32(at, littleEndian);
    case 16:
    case 17:
    case 18:
      return uint64(layout, at);
    default:
      return view.getUint8(at);
  }
}

/** A 64-bit number as double: beyond 2^53 it is no offset into any file, so the lost digits do not matter. */
function uint64({ view, littleEndian }: Layout, at: number): number {
  need(view, at, 8);
  return Number(view.getBigUint64(at, littleEndian));
}

function need(view: DataView, at: number, length: number): void {
  if (at + length <= view.byteLength) return;
  throw new FormatError(
    'TRUNCATED',
    `The TIFF has ${view.byteLength} bytes but points to ${length} bytes at ${at}. It was cut off: upload it again.`,
  );
}
