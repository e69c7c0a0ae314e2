import type { Entry } from 'yauzl';
import { FormatError } from '../format-error.ts';
import type { ArchiveLimits } from './read-archive.ts';

const LOCAL_HEADER = 30;
const FILE_TYPE = 0o170_000;
const SYMBOLIC_LINK = 0o120_000;
const REGULAR_FILE = 0o100_000;
const ENCRYPTED = 1;

/** Longest path and deepest folder; both are far above what any tool writes. */
const MAX_NAME = 1024;
const MAX_FOLDERS = 16;

/** From this size on, a file that shrank this much is a bomb: deflate ends at 1032:1, label images seldom pass 200:1. */
const BOMB_BYTES = 16 * 2 ** 20;
const BOMB_RATIO = 500;

/** Folders, and what macOS and Windows leave behind, are no files of the user's. */
export function isSkipped({ fileName }: Entry): boolean {
  return fileName.endsWith('/') || /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(fileName);
}

/**
 * Checks the list of an archive's entries before anything is unpacked.
 *
 * @throws FormatError UNSAFE, TOO_LARGE, UNSUPPORTED or CORRUPT
 */
export function checkEntries(entries: readonly Entry[], limits: ArchiveLimits): void {
  for (const entry of entries) {
    checkName(entry.fileName);
    checkKind(entry);
    checkBytes(entry, limits);
  }
  checkTotal(entries, limits);
  checkNames(entries);
  checkSeparate(entries);
  if (entries.every(isSkipped))
    throw new FormatError('CORRUPT', 'The archive holds no files. Pack the label images into it.');
}

function checkName(name: string): void {
  const parts = name.replace(/\/$/, '').split('/');
  const upwards = parts.some((part) => part === '..' || part === '.' || part === '');
  // yauzl has refused absolute paths, ".." and backslashes; control characters and drive letters are left.
  if (upwards || /^[A-Za-z]:|[\u0000-\u001f\u007f]/.test(name)) {
    throw new FormatError(
      'UNSAFE',
      `The archive holds the name ${JSON.stringify(name.slice(0, 100))}, which is no plain path. Rename it.`,
    );
  }
  if (name.length > MAX_NAME || parts.length > MAX_FOLDERS) {
    throw new FormatError(
      'TOO_LARGE',
      `The archive holds a name of ${name.length} letters in ${parts.length} folders. Put the files into one folder.`,
    );
  }
}

function checkKind(entry: Entry): void {
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) {
    throw new FormatError(
      'UNSUPPORTED',
      `"${entry.fileName}" in the archive is encrypted. Pack it without a password.`,
    );
  }
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (type === SYMBOLIC_LINK || (type !== 0 && type !== REGULAR_FILE && !entry.fileName.endsWith('/'))) {
    throw new FormatError(
      'UNSAFE',
      `"${entry.fileName}" in the archive is a link or device, not a file. Pack the file itself.`,
    );
  }
}

function checkBytes({ fileName, compressedSize, uncompressedSize }: Entry, limits: ArchiveLimits): void {
  if (uncompressedSize > limits.fileBytes) {
    throw new FormatError(
      'TOO_LARGE',
      `"${fileName}" in the archive has ${uncompressedSize} bytes, but at most ${limits.fileBytes} are read.`,
    );
  }
  if (uncompressedSize > BOMB_BYTES && uncompressedSize > (limits.ratio ?? BOMB_RATIO) * compressedSize) {
    throw new FormatError(
      'TOO_LARGE',
      `"${fileName}" in the archive unpacks from ${compressedSize} to ${uncompressedSize} bytes, which no image does.`,
    );
  }
}

function checkTotal(entries: readonly Entry[], limits: ArchiveLimits): void {
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > limits.totalBytes) {
    throw new FormatError(
      'TOO_LARGE',
      `The archive unpacks to ${total} bytes, but at most ${limits.totalBytes} are read. Split it.`,
    );
  }
}

/** Names that some systems take for the same: other case, other way to write an accent. */
function checkNames(entries: readonly Entry[]): void {
  const seen = new Set<string>();
  for (const { fileName } of entries) {
    const key = folded(fileName);
    if (seen.has(key))
      throw new FormatError(
        'UNSAFE',
        `The archive holds "${fileName}" twice, so it is unclear which counts. Keep one.`,
      );
    seen.add(key);
  }
}

/** Upper case first, since of some letters only that is the same: σ and ς, s and ſ. */
function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Entries that share compressed data multiply a small archive without end. */
function checkSeparate(entries: readonly Entry[]): void {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const { fileName, fileNameRaw, relativeOffsetOfLocalHeader, compressedSize } of sorted) {
    if (relativeOffsetOfLocalHeader < end) {
      throw new FormatError('UNSAFE', `"${fileName}" in the archive shares its data with another file. Pack it again.`);
    }
    end = relativeOffsetOfLocalHeader + LOCAL_HEADER + fileNameRaw.length + compressedSize;
  }
}
