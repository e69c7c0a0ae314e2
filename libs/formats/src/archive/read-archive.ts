import type { ByteSource } from '../bytes/byte-source.ts';
import type { Platform } from '../platform.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { Archive } from './archive.ts';

/** A file of an archive. */
export interface ArchiveFile {
  /** Path with forward slashes; never absolute and never upwards. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads the files of a zip archive one after the other, so that memory holds one. See {@link Archive}.
 *
 * @throws FormatError UNSAFE for names and links that lead elsewhere, archives in archives and files that share
 *   their data; TOO_LARGE beyond the limits; CORRUPT or UNSUPPORTED for damage, encryption and unknown compression
 */
export async function* readArchive(
  source: ByteSource,
  limits: ArchiveLimits,
  platform: Platform,
): AsyncGenerator<ArchiveFile> {
  const archive = await Archive.open(source, limits, platform);
  for (const name of archive.names) yield { name, bytes: await archive.read(name, limits.fileBytes) };
}
