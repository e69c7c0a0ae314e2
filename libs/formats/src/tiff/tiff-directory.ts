import { readPart, type ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';

/** One image file directory: the entries that describe one page (TIFF 6.0, section 2; BigTIFF widens the numbers). */
export interface TiffDirectory {
  /** Its number in the file, from 0, thumbnails and pyramid levels counted. */
  readonly index: number;
  /** Byte order of the whole file. */
  readonly littleEndian: boolean;
  /** All values of an entry; undefined if the directory does not have it. */
  values(tag: number): Promise<readonly number[] | undefined>;
  /** First value of an entry, or the default of the specification. */
  first(tag: number, otherwise: number): Promise<number>;
  /** How many values an entry claims, of any type; 0 if the directory does not have it. */
  count(tag: number): number;
  /** The text of an entry, at most its first {@link MAX_TEXT} bytes; undefined if there is none. */
  text(tag: number): Promise<string | undefined>;
  /** The bytes of an entry, at most so many; undefined if there is none, or it does not hold bytes within the file. */
  bytes(tag: number, most: number): Promise<Uint8Array | undefined>;
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
  colorMap: 320,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  xmp: 700,
  imageDepth: 32997,
  /** Distances and times of the planes of a MetaMorph stack, six numbers for each. */
  metaMorphPlanes: 33629,
  gdalNoData: 42113,
  imageJMetadataSizes: 50838,
  imageJMetadata: 50839,
} as const;

/** Pages beyond this are not looked for: a chain of a million directories is an attack, not a stack. */
export const MAX_PAGES = 10_000;

const MAX_ENTRIES = 4096;

/** Longer descriptions are cut: OME-XML of thousands of planes has a few megabytes. */
const MAX_TEXT = 16 * 2 ** 20;

/** Values of one entry; the longest list of strips that an image needs has 16,384 for each channel. */
const MAX_VALUES = 2 ** 22;

const ASCII = 2;

/** Types that XMP and the like are kept in: bytes, texts, and what is undefined. */
const BYTE_TYPES = [1, ASCII, 7];

/** Bytes of one value by TIFF field type; 0 for types that hold no whole number. */
const TYPE_BYTES = [0, 1, 0, 2, 4, 0, 1, 1, 2, 4, 0, 0, 0, 4, 0, 0, 8, 8, 8];

interface Layout {
  readonly source: ByteSource;
  readonly littleEndian: boolean;
  readonly big: boolean;
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** The bytes of the value, or of the offset to it. */
  readonly field: DataView;
}

/**
 * Walks the chain of directories of a TIFF or BigTIFF file, which may be of either byte order. Of the file only the
 * directories are read; values that stand elsewhere, when they are asked for.
 *
 * @throws FormatError TRUNCATED if a directory lies beyond the end of the file, CORRUPT if the chain loops,
 *   TOO_LARGE beyond {@link MAX_PAGES} pages
 */
export async function readDirectories(source: ByteSource): Promise<TiffDirectory[]> {
  const start = await view(source, 0, 8);
  const littleEndian = start.getUint8(0) === 0x49;
  const big = start.getUint16(2, littleEndian) === 43;
  const layout: Layout = { source, littleEndian, big };
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let at = big ? uint64(layout, await view(source, 8, 8)) : start.getUint32(4, littleEndian);
  while (at !== 0) {
    if (seen.has(at))
      throw new FormatError('CORRUPT', "The TIFF's chain of pages runs in a circle. Save the image again.");
    if (directories.length === MAX_PAGES) {
      throw new FormatError('TOO_LARGE', `The TIFF has more than ${MAX_PAGES} pages. Split it.`);
    }
    seen.add(at);
    const { entries, next } = await readEntries(layout, at);
    directories.push(directoryOf(layout, entries, directories.length));
    at = next;
  }
  if (directories.length === 0) throw new FormatError('CORRUPT', 'The TIFF holds no image. Save it again.');
  return directories;
}

type Entries = ReadonlyMap<number, Entry>;

async function readEntries(layout: Layout, start: number): Promise<{ entries: Entries; next: number }> {
  const { source, littleEndian, big } = layout;
  const head = await view(source, start, big ? 8 : 2);
  const count = big ? uint64(layout, head) : head.getUint16(0, littleEndian);
  if (count > MAX_ENTRIES) {
    throw new FormatError('CORRUPT', `A page of the TIFF claims ${count} entries; at most ${MAX_ENTRIES} are read.`);
  }
  const size = big ? 20 : 12;
  const table = await view(source, start + (big ? 8 : 2), count * size + (big ? 8 : 4));
  const entries = new Map<number, Entry>();
  for (let at = 0; at < count * size; at += size) {
    const fieldBytes = big ? 8 : 4;
    entries.set(table.getUint16(at, littleEndian), {
      type: table.getUint16(at + 2, littleEndian),
      count: big ? uint64(layout, table, at + 4) : table.getUint32(at + 4, littleEndian),
      field: new DataView(table.buffer, table.byteOffset + at + 4 + fieldBytes, fieldBytes),
    });
  }
  const end = count * size;
  return { entries, next: big ? uint64(layout, table, end) : table.getUint32(end, littleEndian) };
}

function directoryOf(layout: Layout, entries: Entries, index: number): TiffDirectory {
  const values = async (tag: number) => {
    const entry = entries.get(tag);
    return entry && readValues(layout, entry, tag);
  };
  return {
    index,
    littleEndian: layout.littleEndian,
    values,
    first: async (tag, otherwise) => (await values(tag))?.[0] ?? otherwise,
    count: (tag) => entries.get(tag)?.count ?? 0,
    text: async (tag) => {
      const entry = entries.get(tag);
      return entry?.type === ASCII ? readText(layout, entry) : undefined;
    },
    bytes: async (tag, most) => {
      const entry = entries.get(tag);
      return entry && BYTE_TYPES.includes(entry.type) ? bytesWithin(layout, entry, most) : undefined;
    },
  };
}

/** The bytes of a value, wherever they stand. */
async function valueOf(layout: Layout, { field }: Entry, bytes: number): Promise<DataView> {
  const { source, littleEndian, big } = layout;
  if (bytes <= field.byteLength) return field;
  return view(source, big ? uint64(layout, field) : field.getUint32(0, littleEndian), bytes);
}

async function readValues(layout: Layout, entry: Entry, tag: number): Promise<readonly number[]> {
  const bytes = TYPE_BYTES[entry.type] ?? 0;
  if (bytes === 0)
    throw new FormatError('CORRUPT', `Entry ${tag} of the TIFF has type ${entry.type}, not a whole number.`);
  if (entry.count > MAX_VALUES && bytes * entry.count <= layout.source.byteLength)
    throw new FormatError(
      'CORRUPT',
      `Entry ${tag} of the TIFF claims ${entry.count} values; at most ${MAX_VALUES} are read.`,
    );
  const value = await valueOf(layout, entry, bytes * entry.count);
  return Array.from({ length: entry.count }, (_, i) => readValue(layout, value, { type: entry.type, at: i * bytes }));
}

async function bytesWithin(layout: Layout, entry: Entry, most: number): Promise<Uint8Array | undefined> {
  const { field, count } = entry;
  const { source, big, littleEndian } = layout;
  const length = Math.min(count, most);
  const start = big ? uint64(layout, field) : field.getUint32(0, littleEndian);
  if (length > field.byteLength && start + length > source.byteLength) return undefined;
  const { buffer, byteOffset } = await valueOf(layout, entry, length);
  return new Uint8Array(buffer, byteOffset, length);
}

/** Up to its terminating zero; writers put UTF-8 where the specification has ASCII. */
async function readText(layout: Layout, entry: Entry): Promise<string> {
  const { buffer, byteOffset, byteLength } = await valueOf(layout, entry, Math.min(entry.count, MAX_TEXT));
  const bytes = new Uint8Array(buffer, byteOffset, Math.min(entry.count, byteLength));
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function readValue(layout: Layout, value: DataView, { type, at }: { type: number; at: number }): number {
  const { littleEndian } = layout;
  switch (type) {
    case 3:
      return value.getUint16(at, littleEndian);
    case 4:
    case 13:
      return value.getUint32(at, littleEndian);
    case 6:
      return value.getInt8(at);
    case 8:
      return value.getInt16(at, littleEndian);
    case 9:
      return value.getInt32(at, littleEndian);
    case 16:
    case 17:
    case 18:
      return uint64(layout, value, at);
    default:
      return value.getUint8(at);
  }
}

/** A 64-bit number as double: beyond 2^53 it is not an offset into any file, so the lost digits do not matter. */
function uint64({ littleEndian }: Layout, value: DataView, at = 0): number {
  return Number(value.getBigUint64(at, littleEndian));
}

async function view(source: ByteSource, at: number, length: number): Promise<DataView> {
  if (at + length <= source.byteLength) {
    const bytes = await readPart(source, at, at + length);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  throw new FormatError(
    'TRUNCATED',
    `The TIFF has ${source.byteLength} bytes but points to ${length} bytes at ${at}. It was cut off: upload it again.`,
  );
}
