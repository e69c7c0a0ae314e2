/** How much of an archive is read. */
export interface ArchiveLimits {
  /** Files and folders. */
  readonly entries: number;
  /** Uncompressed bytes of one file. */
  readonly fileBytes: number;
  /** Uncompressed bytes of all files together. */
  readonly totalBytes: number;
  /** How many times smaller a large file may be in the archive; 500 if left out. */
  readonly ratio?: number;
}

/** Enough for the predictions of a task; an image of 64 megapixels in 32 bits has 256 MiB. */
export const ARCHIVE_LIMITS: ArchiveLimits = { entries: 20_000, fileBytes: 288 * 2 ** 20, totalBytes: 2 ** 31 };
