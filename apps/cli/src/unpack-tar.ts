import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FormatError } from '@cellboard/formats';

const BLOCK = 512;

/** Files of an archive, as many as in a zip archive. */
const MOST_FILES = 100_000;

/** Kinds of entries (POSIX ustar): a file, also by its old mark. */
const FILES = ['0', '\0'];

/** What stands beside files: folders, and longer names and times of the next entry. */
const BESIDE = ['5', 'g', 'x', 'L', 'K'];

/** A file of a tar archive. */
export interface TarFile {
  /** Plain relative path. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Whether a file is a tar archive, by the mark in its first header. */
export function isTar(head: Uint8Array): boolean {
  return latin1(head.subarray(257, 262)) === 'ustar' || (head.length >= BLOCK && checksumFits(head.subarray(0, BLOCK)));
}

/**
 * The files of a tar archive (POSIX ustar, pax and GNU names).
 *
 * No library does this instead: modern-tar 0.8 takes kinds of entries that it does not know, such as sparse files, for
 * plain files, so that wrong bytes would be read without a word; tar-stream 3 installs native modules of another
 * runtime (bare-fs); tar 7 is 3 MB in six packages, most of it for writing archives and setting modes.
 *
 * @throws FormatError UNSAFE for links, devices and names that lead elsewhere, TRUNCATED, CORRUPT or TOO_LARGE
 */
export function* tarFiles(tar: Uint8Array): Generator<TarFile> {
  let longName: string | undefined;
  let count = 0;
  for (let at = 0; at + BLOCK <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const bytes = dataOf(tar, at);
    const kind = latin1(header.subarray(156, 157));
    const name = longName ?? nameOf(header);
    longName = kind === 'L' ? utf8(bytes).replace(/\0.*$/s, '') : kind === 'x' ? paxName(bytes) : undefined;
    if (!FILES.includes(kind) && !BESIDE.includes(kind))
      throw new FormatError(
        'UNSAFE',
        `"${name}" in the archive is a link or device, not a file. Pack the file itself.`,
      );
    if (FILES.includes(kind) && !isLeftover(name)) {
      if (++count > MOST_FILES)
        throw new FormatError('TOO_LARGE', `The tar archive holds more than ${MOST_FILES} files. Split it.`);
      yield { name: checkedName(name), bytes };
    }
    at += BLOCK + Math.ceil(bytes.length / BLOCK) * BLOCK;
  }
}

/** The bytes of the entry whose header stands at a place. */
function dataOf(tar: Uint8Array, at: number): Uint8Array {
  const header = tar.subarray(at, at + BLOCK);
  if (!checksumFits(header))
    throw new FormatError('CORRUPT', `The tar archive is damaged at byte ${at}. Pack it again.`);
  const size = parseInt(latin1(header.subarray(124, 136)).replace(/[\0 ]/g, '') || '0', 8);
  const start = at + BLOCK;
  if (size >= 0 && start + size <= tar.length) return tar.subarray(start, start + size);
  throw new FormatError('TRUNCATED', `The tar archive ends after ${tar.length} bytes, inside a file. Pack it again.`);
}

/** Writes the files of a tar archive into a folder, and returns their names. */
export async function unpackTar(tar: Uint8Array, folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const { name, bytes } of tarFiles(tar)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
    names.push(name);
  }
  return names;
}

function nameOf(header: Uint8Array): string {
  const text = (from: number, to: number) => utf8(header.subarray(from, to)).replace(/\0.*$/s, '');
  const prefix = latin1(header.subarray(257, 262)) === 'ustar' ? text(345, 500) : '';
  return prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
}

/** Lines `length key=value`. */
function paxName(bytes: Uint8Array): string | undefined {
  return /^\d+ path=(.*)$/m.exec(utf8(bytes))?.[1];
}

function checkedName(name: string): string {
  const plain = name.replace(/^(?:\.\/)+/, '');
  const parts = plain.split('/');
  const safe =
    parts.every((part) => part !== '' && part !== '.' && part !== '..') &&
    !/^[A-Za-z]:|[\\\u0000-\u001f\u007f]/.test(plain);
  if (safe && parts.length <= 16 && plain.length <= 1024) return plain;
  throw new FormatError(
    'UNSAFE',
    `The archive holds the name ${JSON.stringify(name.slice(0, 100))}, which is not a plain relative path. Rename it.`,
  );
}

function isLeftover(name: string): boolean {
  return name.endsWith('/') || /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|PaxHeader\/)/.test(name);
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

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
