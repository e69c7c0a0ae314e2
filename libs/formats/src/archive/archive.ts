import { readPart, type ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import { unpack, type Platform } from '../platform.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { checkEntries, DEFLATED, isSkipped, outside, STORED } from './archive-rules.ts';
import { readDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';

/** Bytes that are read at once where a file is read piece by piece. */
const PIECE = 2 ** 20;

const LOCAL_SIGNATURE = 0x0403_4b50;
const LOCAL_HEADER = 30;

/**
 * A zip archive of any size whose files are read in any order. Its list of files is read and checked when it is
 * opened; while a file is unpacked, the actual bytes count, not the promised ones. Nothing is written.
 */
export class Archive {
  private readonly source: ByteSource;
  private readonly platform: Platform;
  private readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Where the list of files begins. */
  private readonly end: number;

  private constructor(source: ByteSource, platform: Platform, found: { entries: Archive['entries']; end: number }) {
    this.source = source;
    this.platform = platform;
    this.entries = found.entries;
    this.end = found.end;
  }

  /**
   * Opens an archive and checks the list of its files.
   *
   * @throws FormatError UNSAFE for names and links that lead elsewhere and for files that share their data; TOO_LARGE
   *   beyond the limits; CORRUPT or UNSUPPORTED for damage, encryption and archives in several parts
   */
  static async open(source: ByteSource, limits: ArchiveLimits, platform: Platform): Promise<Archive> {
    const directory = await readDirectory(source, limits, platform);
    checkEntries(directory, limits);
    const files = directory.entries.filter((entry) => !isSkipped(entry));
    const entries = new Map(files.map((entry) => [entry.name, entry]));
    return new Archive(source, platform, { entries, end: directory.start });
  }

  /** Paths of its files in the order of the list: with forward slashes, never absolute, never upwards. */
  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** Unpacked bytes of a file as the archive promises them; 0 if there is no such file. */
  sizeOf(name: string): number {
    return this.entries.get(name)?.size ?? 0;
  }

  /**
   * Unpacks a file into memory of its own.
   *
   * @param limit most bytes that it may have
   * @throws FormatError TOO_LARGE beyond the limit, UNSAFE for an archive in the archive, CORRUPT for damage or a file
   *   that is not there, UNSUPPORTED for other compression than deflate
   */
  async read(name: string, limit: number): Promise<Uint8Array> {
    const entry = this.entry(name);
    if (entry.size > limit) {
      throw new FormatError(
        'TOO_LARGE',
        `"${name}" in the archive has ${entry.size} bytes, but at most ${limit} are read. Split it.`,
      );
    }
    const start = await this.dataStart(entry);
    const packed = await readPart(this.source, start, start + entry.packedSize);
    const bytes =
      entry.method === STORED
        ? packed.slice()
        : await unpack(
            { of: `"${name}" in the archive`, bytes: packed, maxLength: entry.size },
            this.platform.inflateRaw,
          );
    checkUnpacked(entry, { length: bytes.length, crc32: this.platform.crc32(bytes) });
    if (!isZip(bytes)) return bytes;
    throw new FormatError(
      'UNSAFE',
      `"${name}" in the archive is an archive itself. Put its files directly into the upload.`,
    );
  }

  /**
   * Unpacks a file piece by piece, whatever its size. Its bytes are held against the promised number while they come,
   * and against the checksum once all have come.
   *
   * @throws FormatError as {@link read}
   */
  async *chunks(name: string): AsyncGenerator<Uint8Array, undefined> {
    const entry = this.entry(name);
    const packed = this.pieces(entry, await this.dataStart(entry));
    const unpacked = entry.method === STORED ? packed : this.platform.inflateRawStream(packed);
    let [crc32, length] = [0, 0];
    try {
      for await (const piece of unpacked) {
        crc32 = this.platform.crc32(piece, crc32);
        length += piece.length;
        if (length > entry.size) break;
        yield piece;
      }
    } catch (cause) {
      if (cause instanceof FormatError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new FormatError(
        'CORRUPT',
        `"${name}" in the archive is damaged (${reason.slice(0, 160)}). Fetch it again.`,
        {
          cause,
        },
      );
    }
    checkUnpacked(entry, { length, crc32 });
  }

  private entry(name: string): ZipEntry {
    const entry = this.entries.get(name);
    if (!entry) throw new FormatError('CORRUPT', `The archive holds no file "${name}".`);
    if (entry.method === STORED || entry.method === DEFLATED) return entry;
    throw new FormatError(
      'UNSUPPORTED',
      `"${name}" in the archive is compressed with method ${entry.method}, which is not read. Pack it as a plain zip (deflate).`,
    );
  }

  /** Where the bytes of a file begin: after a header of its own, which must be of the same file. */
  private async dataStart({ name, rawName, method, offset, packedSize }: ZipEntry): Promise<number> {
    if (offset + LOCAL_HEADER + rawName.length > this.end) throw outside(name, offset + LOCAL_HEADER + rawName.length);
    const bytes = await readPart(this.source, offset, offset + LOCAL_HEADER + rawName.length);
    const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const nameLength = header.getUint16(26, true);
    const isSame =
      header.getUint32(0, true) === LOCAL_SIGNATURE &&
      header.getUint16(8, true) === method &&
      nameLength === rawName.length &&
      rawName.every((byte, i) => bytes[LOCAL_HEADER + i] === byte);
    if (!isSame) {
      throw new FormatError(
        'CORRUPT',
        `The list of the archive's files says something else about "${name}" than the place where its data is. Pack it again.`,
      );
    }
    const start = offset + LOCAL_HEADER + nameLength + header.getUint16(28, true);
    if (start + packedSize > this.end) throw outside(name, start + packedSize);
    return start;
  }

  private async *pieces({ packedSize }: ZipEntry, start: number): AsyncGenerator<Uint8Array, undefined> {
    for (let at = start; at < start + packedSize; at += PIECE) {
      yield await readPart(this.source, at, Math.min(at + PIECE, start + packedSize));
    }
  }
}

/** Begins as a zip archive does, an empty one included. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

function checkUnpacked({ name, ...entry }: ZipEntry, { length, crc32 }: { length: number; crc32: number }): void {
  if (length !== entry.size) {
    throw new FormatError(
      'CORRUPT',
      `"${name}" in the archive has ${length > entry.size ? 'more' : 'fewer'} than the ${entry.size} bytes it promises. Fetch it again.`,
    );
  }
  if (crc32 !== entry.crc32) {
    throw new FormatError('CORRUPT', `"${name}" in the archive has a wrong checksum: it was damaged. Fetch it again.`);
  }
}
