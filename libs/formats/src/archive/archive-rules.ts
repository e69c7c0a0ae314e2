import { FormatError } from '../format-error.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import type { ZipDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';

const LOCAL_HEADER = 30;
const FILE_TYPE = 0o170_000;
const REGULAR_FILE = 0o100_000;

/** Bits of encryption: of the file, strong, and of the list itself. */
const ENCRYPTED = 0x2041;

/** Compressions that are read. */
export const [STORED, DEFLATED] = [0, 8];

/** Longest path and deepest folder; both are far above what any tool writes. */
const MAX_NAME = 1024;
const MAX_FOLDERS = 16;

/** From this size on, a file that shrank this much is a bomb: deflate ends at 1032:1, label images seldom pass 200:1. */
const BOMB_BYTES = 16 * 2 ** 20;
const BOMB_RATIO = 500;

/** Even data that cannot be compressed grows by a few bytes for each block only. */
const [MAX_GROWTH, SMALL] = [1.1, 1024];

/** Folders, and what macOS and Windows leave behind, are not files of the user. */
export function isSkipped({ name }: ZipEntry): boolean {
  return name.endsWith('/') || /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name);
}

/**
 * Checks the list of an archive's entries before anything is unpacked.
 *
 * @throws FormatError UNSAFE, TOO_LARGE, UNSUPPORTED or CORRUPT
 */
export function checkEntries({ entries, start }: ZipDirectory, limits: ArchiveLimits): void {
  for (const entry of entries) {
    checkName(entry.name);
    checkKind(entry);
    checkSizes(entry);
    checkBytes(entry, limits);
  }
  checkTotal(entries, limits);
  checkNames(entries);
  checkSeparate(entries, start);
  if (entries.every(isSkipped))
    throw new FormatError('CORRUPT', 'The archive holds no files. Pack the label images into it.');
}

function checkName(name: string): void {
  if (name.includes('\\')) {
    throw new FormatError(
      'UNSAFE',
      `The archive holds the name ${JSON.stringify(name.slice(0, 100))} with a backslash, which is not a plain relative path: an old packer of Windows wrote it. Pack the files again, such as with the Explorer of Windows 10 or later.`,
    );
  }
  const parts = name.replace(/\/$/, '').split('/');
  const leads = parts.some((part) => part === '..' || part === '.' || part === '');
  if (leads || /^[A-Za-z]:|[\\\u0000-\u001f\u007f]/.test(name)) {
    throw new FormatError(
      'UNSAFE',
      `The archive holds the name ${JSON.stringify(name.slice(0, 100))}, which is not a plain relative path. Rename it.`,
    );
  }
  if (name.length > MAX_NAME || parts.length > MAX_FOLDERS) {
    throw new FormatError(
      'TOO_LARGE',
      `The archive holds a name of ${name.length} letters in ${parts.length} folders. Put the files into one folder.`,
    );
  }
}

function checkKind({ name, flags, attributes }: ZipEntry): void {
  if ((flags & ENCRYPTED) !== 0) {
    throw new FormatError('UNSUPPORTED', `"${name}" in the archive is encrypted. Pack it without a password.`);
  }
  const type = (attributes >>> 16) & FILE_TYPE;
  const isFolder = name.endsWith('/');
  if (type !== 0 && type !== REGULAR_FILE && !(isFolder && type === FOLDER)) {
    throw new FormatError('UNSAFE', `"${name}" in the archive is a link or device, not a file. Pack the file itself.`);
  }
}

const FOLDER = 0o040_000;

/** Sizes that cannot both be true. */
function checkSizes({ name, method, packedSize, size }: ZipEntry): void {
  const possible = method === STORED ? packedSize === size : packedSize <= size * MAX_GROWTH + SMALL;
  if (possible) return;
  throw new FormatError(
    'CORRUPT',
    `"${name}" in the archive has ${packedSize} bytes packed and ${size} unpacked, which cannot be. Pack it again.`,
  );
}

function checkBytes({ name, packedSize, size }: ZipEntry, limits: ArchiveLimits): void {
  if (size > limits.fileBytes) {
    throw new FormatError(
      'TOO_LARGE',
      `"${name}" in the archive has ${size} bytes, but at most ${limits.fileBytes} are read.`,
    );
  }
  if (size > BOMB_BYTES && size > (limits.ratio ?? BOMB_RATIO) * packedSize) {
    throw new FormatError(
      'TOO_LARGE',
      `"${name}" in the archive unpacks from ${packedSize} to ${size} bytes, which no image does.`,
    );
  }
}

function checkTotal(entries: readonly ZipEntry[], limits: ArchiveLimits): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.totalBytes) {
    throw new FormatError(
      'TOO_LARGE',
      `The archive unpacks to ${total} bytes, but at most ${limits.totalBytes} are read. Split it.`,
    );
  }
}

/** Names that some systems take for the same: other case, other way to write an accent. */
function checkNames(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const key = folded(name);
    if (seen.has(key))
      throw new FormatError('UNSAFE', `The archive holds "${name}" twice, so it is unclear which counts. Keep one.`);
    seen.add(key);
  }
}

/** Upper case first, since of some letters only that is the same: σ and ς, s and ſ. */
function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * Entries that share compressed data multiply a small archive without end; none reaches into the list.
 *
 * @param listStart where the list begins
 */
function checkSeparate(entries: readonly ZipEntry[], listStart: number): void {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const { name, rawName, offset, packedSize } of sorted) {
    if (offset < end) {
      throw new FormatError('UNSAFE', `"${name}" in the archive shares its data with another file. Pack it again.`);
    }
    end = offset + LOCAL_HEADER + rawName.length + packedSize;
    if (end > listStart) throw outside(name, end);
  }
}

/** A file's data does not lie before the list of the archive's files. */
export function outside(name: string, end: number): FormatError {
  return new FormatError(
    'CORRUPT',
    `"${name}" in the archive ends at byte ${end}, outside of the part that holds files. It was cut off or damaged: upload it again.`,
  );
}
