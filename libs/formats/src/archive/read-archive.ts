import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { FormatError } from '../format-error.ts';
import { checkEntries, isSkipped } from './archive-rules.ts';

/** A file of an archive. */
export interface ArchiveFile {
  /** Path with forward slashes; never absolute and never upwards. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How much of an archive is read. */
export interface ArchiveLimits {
  /** Files and folders. */
  readonly entries: number;
  /** Uncompressed bytes of one file. */
  readonly fileBytes: number;
  /** Uncompressed bytes of all files together. */
  readonly totalBytes: number;
  /** How many times smaller a large file may be in the archive; 500 if not said. */
  readonly ratio?: number;
}

/** Enough for the predictions of a task; an image of 64 MP in 32 bits has 256 MiB. */
export const ARCHIVE_LIMITS: ArchiveLimits = { entries: 20_000, fileBytes: 288 * 2 ** 20, totalBytes: 2 ** 31 };

/** Begins as a zip archive does, an empty one included. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/**
 * Reads the files of a zip archive one after the other, so that memory holds one. The list of entries is checked
 * before anything is inflated; while inflating, the actual bytes count, not the promised ones. Nothing is written.
 *
 * @throws FormatError UNSAFE for names and links that lead elsewhere, archives in archives and files that share
 *   their data; TOO_LARGE beyond the limits; CORRUPT or UNSUPPORTED for damage, encryption and unknown compression
 */
export async function* readArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): AsyncGenerator<ArchiveFile> {
  const zip = await open(bytes);
  try {
    const entries = await listEntries(zip, limits);
    checkEntries(entries, limits);
    let left = limits.totalBytes;
    for (const entry of entries) {
      if (isSkipped(entry)) continue;
      const file = await readEntry(zip, entry, Math.min(left, limits.fileBytes));
      left -= file.bytes.length;
      yield file;
    }
  } finally {
    zip.close();
  }
}

/** A zip archive in memory whose files are read in any order. */
export interface IndexedArchive {
  /** Paths with forward slashes; never absolute and never upwards. */
  readonly names: readonly string[];
  /**
   * Unpacks a file.
   *
   * @param limit most bytes it may have
   * @throws FormatError as {@link readArchive}
   */
  readonly read: (name: string, limit: number) => Promise<Uint8Array>;
}

/**
 * Opens a zip archive to read some of its files, whose list of entries is checked as {@link readArchive} does.
 *
 * @throws FormatError as {@link readArchive}
 */
export async function indexArchive(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<IndexedArchive> {
  const zip = await open(bytes);
  const list = await listEntries(zip, limits);
  checkEntries(list, limits);
  const entries = new Map(list.filter((entry) => !isSkipped(entry)).map((entry) => [entry.fileName, entry]));
  return {
    names: [...entries.keys()],
    read: async (name, limit) => {
      const entry = entries.get(name);
      if (!entry) throw new FormatError('CORRUPT', `The archive holds no file "${name}".`);
      return (await readEntry(zip, entry, Math.min(limit, limits.fileBytes))).bytes;
    },
  };
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  } catch (cause) {
    throw damaged(cause);
  }
}

/**
 * The list of an archive's entries, not yet checked.
 *
 * @throws FormatError TOO_LARGE, or as {@link damaged}
 */
export async function listEntries(zip: ZipFile, limits: ArchiveLimits): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) {
    throw new FormatError(
      'TOO_LARGE',
      `The archive has ${zip.entryCount} entries, but at most ${limits.entries} are read. Split it.`,
    );
  }
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (cause) {
    throw damaged(cause);
  }
  return entries;
}

async function readEntry(zip: ZipFile, entry: Entry, limit: number): Promise<ArchiveFile> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) {
        stream.destroy();
        throw new FormatError(
          'TOO_LARGE',
          `The archive unpacks to more than ${limit} bytes at "${entry.fileName}". Split it.`,
        );
      }
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof FormatError ? cause : damaged(cause);
  }
  const bytes = new Uint8Array(Buffer.concat(chunks, length));
  if (crc32(bytes) !== entry.crc32) {
    throw new FormatError(
      'CORRUPT',
      `"${entry.fileName}" in the archive has a wrong checksum: it was damaged. Upload it again.`,
    );
  }
  if (isZip(bytes)) {
    throw new FormatError(
      'UNSAFE',
      `"${entry.fileName}" in the archive is an archive itself. Put its files directly into the upload.`,
    );
  }
  return { name: entry.fileName, bytes };
}

/** What is wrong with an archive that yauzl cannot read. */
export function damaged(cause: unknown): FormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const unsafe = /^(absolute path|invalid relative path|invalid characters)/.test(reason);
  const code = unsafe ? 'UNSAFE' : reason.startsWith('unsupported compression') ? 'UNSUPPORTED' : 'CORRUPT';
  return new FormatError(code, `The archive cannot be read (${reason.slice(0, 160)}). Pack it again as a plain zip.`, {
    cause,
  });
}
