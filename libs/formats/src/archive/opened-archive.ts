import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { FormatError } from '../format-error.ts';
import { checkEntries, isSkipped } from './archive-rules.ts';
import { damaged, listEntries, type ArchiveLimits } from './read-archive.ts';

const DEFLATED = 8;

/** Bytes that are unpacked at once. */
const PIECE = 2 ** 20;

/** A zip archive on the disk, of any size, whose files are read piece by piece. Close it when done. */
export class OpenedArchive implements Disposable {
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: readonly Entry[]) {
    this.zip = zip;
    this.entries = new Map(entries.filter((entry) => !isSkipped(entry)).map((entry) => [entry.fileName, entry]));
  }

  /**
   * Opens an archive and checks its list of entries, as `readArchive` does.
   *
   * @throws FormatError as `readArchive`, or an error of the file system
   */
  static async open(path: string, limits: ArchiveLimits): Promise<OpenedArchive> {
    const zip = await open(path);
    try {
      const entries = await listEntries(zip, limits);
      checkEntries(entries, limits);
      return new OpenedArchive(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** Names of its files, in the order of the archive. */
  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** Uncompressed bytes of a file, as the archive promises them; 0 if it is not there. */
  sizeOf(name: string): number {
    return this.entries.get(name)?.uncompressedSize ?? 0;
  }

  /**
   * Unpacks a file piece by piece. Its bytes are held against the promised number while they come, and against the
   * checksum once all have come.
   *
   * @throws FormatError CORRUPT for damage, UNSUPPORTED for unknown compression
   */
  async *chunks(name: string): AsyncGenerator<Uint8Array, undefined> {
    const entry = this.entries.get(name);
    if (!entry) throw new FormatError('CORRUPT', `The archive holds no file "${name}".`);
    let sum = 0;
    let left = entry.uncompressedSize;
    try {
      for await (const chunk of await this.unpack(entry)) {
        sum = crc32(chunk, sum);
        left -= chunk.length;
        if (left < 0) break;
        yield chunk;
      }
    } catch (cause) {
      throw damaged(cause);
    }
    if (left !== 0)
      throw new FormatError(
        'CORRUPT',
        `"${name}" in the archive has ${left < 0 ? 'more' : 'less'} than the ${entry.uncompressedSize} bytes it promises. Fetch it again.`,
      );
    if (sum !== entry.crc32)
      throw new FormatError(
        'CORRUPT',
        `"${name}" in the archive has a wrong checksum: it was damaged. Fetch it again.`,
      );
  }

  /** In large pieces: millions of small ones would take longer to clear away than to unpack. */
  private async unpack(entry: Entry): Promise<AsyncIterable<Buffer>> {
    if (entry.compressionMethod !== DEFLATED) return await this.zip.openReadStreamPromise(entry);
    const packed = await this.zip.openReadStreamPromise(entry, { decodeFileData: false });
    return pipeline(packed, createInflateRaw({ chunkSize: PIECE }), () => undefined);
  }

  [Symbol.dispose](): void {
    this.zip.close();
  }
}

async function open(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      strictFileNames: true,
      validateEntrySizes: true,
    });
  } catch (cause) {
    if (isOfSystem(cause)) throw cause;
    throw damaged(cause);
  }
}

function isOfSystem(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
