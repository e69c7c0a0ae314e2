import { FormatError } from '../format-error.ts';
import type { Platform } from '../platform.ts';
import { entryName } from './zip-names.ts';

/** What the list at the end of a zip archive says of one file or folder. */
export interface ZipEntry {
  /** Path with forward slashes; a folder ends in one. Not yet checked. */
  readonly name: string;
  /** The name as it is stored. */
  readonly rawName: Uint8Array;
  /** 0 stored, 8 deflate; others are not read. */
  readonly method: number;
  /** General purpose bit flags. */
  readonly flags: number;
  /** CRC-32 of the unpacked bytes. */
  readonly crc32: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes when unpacked. */
  readonly size: number;
  /** Where the file's own header begins. */
  readonly offset: number;
  /** Type and rights of a Unix file in the upper 16 bits. */
  readonly attributes: number;
}

/** The parts of a record of the list: its fixed fields and what follows them. */
const SIGNATURE = 0x0201_4b50;
export const RECORD_BYTES = 46;

/** Field of 64-bit sizes, and field of a name in Unicode (zip specification, 4.5.3 and 4.6.9). */
const ZIP64 = 0x0001;
const UNICODE_PATH = 0x7075;

/** Stands for "see the 64-bit field". */
const IN_ZIP64 = 0xffff_ffff;

/**
 * Bytes of a record with all that follows its fixed fields.
 *
 * @param record its fixed fields
 * @throws FormatError CORRUPT if it is not a record
 */
export function recordLength(record: DataView): number {
  if (record.getUint32(0, true) !== SIGNATURE) throw damagedList('a record does not begin as one');
  return RECORD_BYTES + record.getUint16(28, true) + record.getUint16(30, true) + record.getUint16(32, true);
}

/**
 * Reads one record of the list of entries (zip specification, APPNOTE 6.3.10, 4.3.12).
 *
 * @param record the whole record, see {@link recordLength}
 * @throws FormatError CORRUPT if its fields make no sense
 */
export function parseEntry(record: DataView, { crc32 }: Pick<Platform, 'crc32'>): ZipEntry {
  const nameLength = record.getUint16(28, true);
  const rawName = part(record, RECORD_BYTES, nameLength);
  const fields = extraFields(part(record, RECORD_BYTES + nameLength, record.getUint16(30, true)));
  const fieldsOf = (wanted: number) => fields.filter(({ id }) => id === wanted).map(({ data }) => data);
  const flags = record.getUint16(8, true);
  const [size, packedSize, offset] = widen(
    [record.getUint32(24, true), record.getUint32(20, true), record.getUint32(42, true)],
    fieldsOf(ZIP64)[0],
  );
  return {
    name: entryName(rawName, { flags, unicodePaths: fieldsOf(UNICODE_PATH), crc32 }),
    rawName,
    method: record.getUint16(10, true),
    flags,
    crc32: record.getUint32(16, true),
    packedSize,
    size,
    offset,
    attributes: record.getUint32(38, true),
  };
}

function part(record: DataView, start: number, length: number): Uint8Array {
  return new Uint8Array(record.buffer, record.byteOffset + start, length).slice(); // not the whole list for a name
}

interface ExtraField {
  readonly id: number;
  readonly data: DataView;
}

function extraFields(bytes: Uint8Array): readonly ExtraField[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: ExtraField[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const id = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > bytes.length) throw damagedList('an extra field ends outside of its record');
    fields.push({ id, data: new DataView(bytes.buffer, bytes.byteOffset + at + 4, length) });
    at += 4 + length;
  }
  return fields;
}

type Sizes = [size: number, packedSize: number, offset: number];

/** The 64-bit field holds, in this order, those of the three that do not fit into 32 bits. */
function widen(sizes: Sizes, zip64: DataView | undefined): Sizes {
  let at = 0;
  return sizes.map((value) => {
    if (value !== IN_ZIP64) return value;
    if (!zip64 || at + 8 > zip64.byteLength) throw damagedList('a 64-bit size is missing');
    at += 8;
    return readUint64(zip64, at - 8);
  }) as Sizes;
}

/**
 * A 64-bit number, which no sound archive has beyond 2^53.
 *
 * @throws FormatError CORRUPT
 */
export function readUint64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > Number.MAX_SAFE_INTEGER) throw damagedList(`it names ${value} bytes`);
  return Number(value);
}

/** The list of an archive's entries cannot be read. */
export function damagedList(reason: string): FormatError {
  return new FormatError(
    'CORRUPT',
    `The archive cannot be read: the list of its files is damaged or incomplete (${reason}). Upload it again, or pack it again as a plain zip.`,
  );
}
