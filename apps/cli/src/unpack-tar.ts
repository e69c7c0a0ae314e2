import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FormatError } from '@cellboard/formats';
import type { ByteQueue } from './byte-queue.ts';
import { BLOCK, readPax, readTarHeader, utf8, type PaxHeader, type TarHeader } from './tar-header.ts';

/** How much of an archive is unpacked. */
export interface TarLimits {
  readonly files: number;
  /** Of all entries together, headers and what is left out counted. */
  readonly bytes: number;
}

/** As large as what is read of a zip archive; of small files far more. */
export const TAR_LIMITS: TarLimits = { files: 100_000, bytes: 2 ** 31 };

/** Kinds of entries (POSIX ustar): a file, also by its old mark. */
const FILES = ['0', '\0'];

/** What stands beside files: folders, and longer names and times of the next entry. */
const BESIDE = ['5', 'g', 'x', 'L', 'K'];

/** Programs fill an archive up to whole records of 10 kB, or more. */
const MOST_PADDING = 2 ** 20;

/** Names and times of an entry have some hundred bytes. */
const MOST_BESIDE = 2 ** 20;

/** A file of a tar archive, whose data come piece by piece and are passed over where nobody takes them. */
export interface TarFile {
  /** Plain relative path. */
  readonly name: string;
  readonly data: AsyncIterable<Uint8Array>;
}

/**
 * The files of a tar archive (POSIX ustar, pax and GNU names), one after the other: it needs the memory of one piece.
 *
 * No library does this instead: modern-tar 0.8 takes kinds of entries that it does not know, such as sparse files, for
 * plain files, so that wrong bytes would be read without a word; tar-stream 3 installs native modules of another
 * runtime (bare-fs); tar 7 is 3 MB in six packages, most of it for writing archives and setting modes.
 *
 * @throws FormatError UNSAFE for links, devices, names that lead elsewhere and a name that comes twice, TRUNCATED, CORRUPT or TOO_LARGE
 */
export async function* tarFiles(tar: ByteQueue, limits: TarLimits = TAR_LIMITS): AsyncGenerator<TarFile> {
  let next: PaxHeader = {};
  const seen = new Set<string>();
  for (let header = await nextHeader(tar); header; header = await nextHeader(tar)) {
    const { kind } = header;
    const entry = { ...header, ...next };
    checkSize(tar, entry, limits);
    if (!FILES.includes(kind) && !BESIDE.includes(kind))
      throw new FormatError(
        'UNSAFE',
        `"${entry.name}" in the archive is a link or device, not a file. Pack the file itself.`,
      );
    const data = dataOf(tar, entry.size);
    if (FILES.includes(kind) && !isLeftover(entry.name)) {
      const name = checkedName(entry.name);
      if (seen.size === limits.files)
        throw new FormatError('TOO_LARGE', `The tar archive holds more than ${limits.files} files. Split it.`);
      if (seen.size === seen.add(folded(name)).size) throw twice(name);
      yield { name, data };
    }
    next = kind === 'L' || kind === 'x' ? { ...next, ...(await said(kind, data, entry)) } : kind === 'K' ? next : {};
    await passOver(data);
    await tar.exactly((BLOCK - (entry.size % BLOCK)) % BLOCK);
  }
  // The checksum of gzip stands at the very end: what comes before it is sound only if that is reached.
  await passOver(tar.rest(limits.bytes + MOST_PADDING));
}

/** Undefined at the end of the archive, which may lack its last blocks. */
async function nextHeader(tar: ByteQueue): Promise<TarHeader | undefined> {
  const at = tar.taken;
  const header = await tar.exactly(BLOCK);
  if (header.every((byte) => byte === 0)) return undefined;
  if (header.length < BLOCK) throw endsEarly(at + header.length, 'header');
  return readTarHeader(header, at);
}

function checkSize(tar: ByteQueue, { name, size }: TarHeader, { bytes }: TarLimits): void {
  if (!Number.isSafeInteger(size))
    throw new FormatError('CORRUPT', `"${name}" in the tar archive has no length that makes sense. Pack it again.`);
  if (tar.taken + size > bytes)
    throw new FormatError(
      'TOO_LARGE',
      `The tar archive unpacks to more than ${bytes} bytes, which is as much as is read. Split it, or unpack it yourself and name the folder.`,
    );
}

/** The data of an entry, as far as they have not been taken: going on after a break goes on there. */
function dataOf(tar: ByteQueue, size: number): AsyncIterable<Uint8Array> {
  let left = size;
  return {
    async *[Symbol.asyncIterator]() {
      while (left > 0) {
        const bytes = await tar.some(left);
        if (!bytes) throw endsEarly(tar.taken, 'file');
        left -= bytes.length;
        yield bytes;
      }
    },
  };
}

/** What nobody took. */
async function passOver(data: AsyncIterable<Uint8Array>): Promise<void> {
  const rest = data[Symbol.asyncIterator]();
  while ((await rest.next()).done !== true);
}

function endsEarly(at: number, inside: string): FormatError {
  return new FormatError('TRUNCATED', `The tar archive ends after ${at} bytes, inside a ${inside}. Pack it again.`);
}

/** What an entry says of the next one. */
async function said(kind: string, data: AsyncIterable<Uint8Array>, { size }: TarHeader): Promise<PaxHeader> {
  if (size > MOST_BESIDE)
    throw new FormatError(
      'TOO_LARGE',
      `The tar archive has a name of ${size} bytes, but at most ${MOST_BESIDE} are read. Pack it again.`,
    );
  const pieces: Uint8Array[] = [];
  for await (const bytes of data) pieces.push(bytes);
  const bytes = Buffer.concat(pieces);
  return kind === 'x' ? readPax(bytes) : { name: utf8(bytes).replace(/\0.*$/s, '') };
}

/**
 * Writes the files of a tar archive into a folder, and returns their names.
 *
 * @throws FormatError as {@link tarFiles}, and errors of the file system
 */
export async function unpackTar(tar: ByteQueue, folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, data } of tarFiles(tar)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writePieces(join(folder, name), data);
    names.push(name);
  }
  return names;
}

/** Writes a file piece by piece. */
export async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await using file = await open(path, 'w');
  for await (const bytes of pieces) await file.writeFile(bytes);
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

/** The same for names that some systems take for one: in another case, or with an accent written otherwise. */
function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function twice(name: string): FormatError {
  return new FormatError('UNSAFE', `The archive holds "${name}" twice, so it is unclear which counts. Keep one.`);
}

function isLeftover(name: string): boolean {
  return name.endsWith('/') || /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|PaxHeader\/)/.test(name);
}
