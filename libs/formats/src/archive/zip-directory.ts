import { readPart, type ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import type { Platform } from '../platform.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { damagedList, parseEntry, readUint64, RECORD_BYTES, recordLength, type ZipEntry } from './zip-entry.ts';

/** The record at the end of an archive, without the comment after it. */
const END_SIGNATURE = 0x0605_4b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;

/** Before it, in archives with 64-bit sizes, one record that says where another with these sizes is. */
const LOCATOR_SIGNATURE = 0x0706_4b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x0606_4b50;
const END64_BYTES = 56;

/** 16 and 32 bits that stand for "see the 64-bit record". */
const [NO_UINT16, NO_UINT32] = [0xffff, 0xffff_ffff];

/** A list of 70,000 regions has 8 MB. */
const MAX_LIST_BYTES = 64 * 2 ** 20;

/** Bytes of the list that are in memory at once, besides what a record needs. */
const WINDOW = 2 ** 18;

/** The list of an archive's entries, not yet checked. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Where the list begins: no file reaches beyond. */
  readonly start: number;
}

/**
 * Reads the list of entries at the end of a zip archive (APPNOTE 6.3.10, Zip64 included). Of the archive only this
 * list is read, whatever its size.
 *
 * @throws FormatError CORRUPT if it is damaged or says two things, TOO_LARGE beyond the limits, UNSUPPORTED for an
 *   archive in several parts
 */
export async function readDirectory(
  source: ByteSource,
  limits: Pick<ArchiveLimits, 'entries'>,
  platform: Pick<Platform, 'crc32'>,
): Promise<ZipDirectory> {
  const { count, start, size } = await readEnd(source);
  if (count > limits.entries) {
    throw new FormatError(
      'TOO_LARGE',
      `The archive has ${count} entries, but at most ${limits.entries} are read. Split it.`,
    );
  }
  if (size > MAX_LIST_BYTES) {
    throw new FormatError(
      'TOO_LARGE',
      `The list of the archive's files has ${size} bytes, but at most ${MAX_LIST_BYTES} are read. Split the archive.`,
    );
  }
  const entries: ZipEntry[] = [];
  for await (const record of records(source, { count, start, size })) entries.push(parseEntry(record, platform));
  return { entries, start };
}

/** What the end of an archive says of its list: number of entries, where it begins, and its bytes. */
interface ListPlace {
  readonly count: number;
  readonly start: number;
  readonly size: number;
}

async function* records(source: ByteSource, { count, start, size }: ListPlace): AsyncGenerator<DataView> {
  const end = start + size;
  let window = new Uint8Array();
  let from = start; // of the window
  let at = start;
  /** The list from `at` on, of at least so many bytes. */
  const ahead = async (length: number): Promise<DataView> => {
    if (at + length > end) throw damagedList('it ends within a record');
    if (at + length > from + window.length) {
      from = at;
      window = new Uint8Array(await readPart(source, at, Math.min(end, at + Math.max(length, WINDOW))));
    }
    return new DataView(window.buffer, window.byteOffset + at - from, length);
  };
  for (let i = 0; i < count; i++) {
    const length = recordLength(await ahead(RECORD_BYTES));
    yield await ahead(length);
    at += length;
  }
  // A program that reads only as many as are counted would not see the others.
  if (at !== end) throw damagedList(`${count} files are counted, but more are listed`);
}

async function readEnd(source: ByteSource): Promise<ListPlace> {
  const tailStart = Math.max(0, source.byteLength - END_BYTES - MAX_COMMENT - LOCATOR_BYTES);
  const bytes = await readPart(source, tailStart, source.byteLength);
  const tail = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = findEnd(tail);
  const place = {
    disk: tail.getUint16(at + 4, true),
    count: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    start: tail.getUint32(at + 16, true),
  };
  const locator = at - LOCATOR_BYTES;
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR_SIGNATURE) return checked(place, tailStart + at);
  const end64At = readUint64(tail, locator + 8);
  return checked(await readEnd64(source, end64At, { place, before: tailStart + locator }), end64At);
}

/**
 * The comment after the record reaches to the end of the file. Where several records fit, programs differ on which
 * counts, so that they would see different files.
 */
function findEnd(tail: DataView): number {
  const found: number[] = [];
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END_SIGNATURE) found.push(at);
  }
  const fitting = found.filter((at) => at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength);
  const [end, another] = fitting;
  if (end === undefined) {
    throw damagedList(
      found.length === 0 ? 'there is no end record' : 'the end record does not fit to the end of the file',
    );
  }
  if (another !== undefined) throw damagedList('there are two end records');
  return end;
}

interface EndRecord extends ListPlace {
  readonly disk: number;
}

function checked({ disk, ...place }: EndRecord, before: number): ListPlace {
  if (disk !== 0) {
    throw new FormatError('UNSUPPORTED', 'The archive is one of several parts. Pack the files into one archive.');
  }
  if (place.start + place.size > before) throw damagedList('it does not lie before its end record');
  return place;
}

async function readEnd64(
  source: ByteSource,
  at: number,
  { place, before }: { readonly place: EndRecord; readonly before: number },
): Promise<EndRecord> {
  if (at + END64_BYTES > before) throw damagedList('the 64-bit end record does not lie before its locator');
  const bytes = await readPart(source, at, at + END64_BYTES);
  const record = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (record.getUint32(0, true) !== END64_SIGNATURE) throw damagedList('there is no 64-bit end record');
  const found = {
    disk: record.getUint32(16, true),
    count: readUint64(record, 32),
    size: readUint64(record, 40),
    start: readUint64(record, 48),
  };
  const differs =
    (place.count !== NO_UINT16 && place.count !== found.count) ||
    (place.size !== NO_UINT32 && place.size !== found.size) ||
    (place.start !== NO_UINT32 && place.start !== found.start);
  if (differs) throw damagedList('its two end records differ');
  return found;
}
