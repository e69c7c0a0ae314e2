import { FormatError } from '@cellboard/formats';

/** Headers and data of a tar archive stand in blocks of so many bytes. */
export const BLOCK = 512;

/** What the header of an entry says. */
export interface TarHeader {
  readonly name: string;
  /** One letter, see POSIX ustar. */
  readonly kind: string;
  /** Bytes of its data; NaN if that is no number. */
  readonly size: number;
}

/** What a pax header says of the entry after it. */
export interface PaxHeader {
  readonly name?: string;
  readonly size?: number;
}

/** Whether a file is a tar archive, by the mark in its first header. */
export function isTar(head: Uint8Array): boolean {
  return latin1(head.subarray(257, 262)) === 'ustar' || (head.length >= BLOCK && checksumFits(head.subarray(0, BLOCK)));
}

/**
 * Reads the header of an entry.
 *
 * @param at where it stands in the archive, for the message
 * @throws FormatError CORRUPT if its checksum is wrong
 */
export function readTarHeader(header: Uint8Array, at: number): TarHeader {
  if (!checksumFits(header))
    throw new FormatError('CORRUPT', `The tar archive is damaged at byte ${at}. Pack it again.`);
  const text = (from: number, to: number) => utf8(header.subarray(from, to)).replace(/\0.*$/s, '');
  const prefix = latin1(header.subarray(257, 262)) === 'ustar' ? text(345, 500) : '';
  const name = prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
  return { name, kind: latin1(header.subarray(156, 157)), size: sizeOf(header.subarray(124, 136)) };
}

/** Octal digits, or what GNU writes of 8 GiB and more: a number of 11 bytes behind a mark. */
function sizeOf(field: Uint8Array): number {
  if (field[0] === 0x80) return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
  const digits = latin1(field).replace(/[\0 ]/g, '');
  return /^[0-7]*$/.test(digits) ? parseInt(digits || '0', 8) : NaN;
}

/**
 * Reads lines `length key=value` of a pax header.
 *
 * @throws FormatError UNSAFE for a sparse file, whose data are not those of the file; CORRUPT if the lines make no sense
 */
export function readPax(bytes: Uint8Array): PaxHeader {
  const found: { name?: string; size?: number } = {};
  for (const [key, value] of paxRecords(bytes)) {
    if (key.startsWith('GNU.sparse.'))
      throw new FormatError('UNSAFE', 'The tar archive holds a sparse file. Pack it without --sparse.');
    if (key === 'path') found.name = value;
    if (key === 'size') found.size = /^\d+$/.test(value) ? Number(value) : NaN;
  }
  return found;
}

function* paxRecords(bytes: Uint8Array): Generator<readonly [key: string, value: string]> {
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const [, digits = ''] = /^(\d{1,7}) /.exec(latin1(bytes.subarray(at, at + 8))) ?? [];
    const end = at + Number(digits);
    const line = utf8(bytes.subarray(at + digits.length + 1, end - 1));
    const equals = line.indexOf('=');
    if (digits === '' || end > bytes.length || bytes[end - 1] !== 0x0a || equals < 1)
      throw new FormatError('CORRUPT', 'The tar archive holds a pax header that makes no sense. Pack it again.');
    yield [line.slice(0, equals), line.slice(equals + 1)];
    at = end;
  }
}

/** The sum of the header's bytes, with spaces in place of the sum itself. */
function checksumFits(header: Uint8Array): boolean {
  const stored = parseInt(latin1(header.subarray(148, 156)).replace(/[\0 ]/g, '') || '-1', 8);
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
  return sum === stored;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** A text in UTF-8, up to its first zero where it has one. */
export function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
