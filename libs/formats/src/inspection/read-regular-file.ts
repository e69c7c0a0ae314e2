import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';

/** Longest file that is read, in bytes: 512 MiB, twice what the largest image takes as 32-bit numbers. */
export const MAX_FILE_BYTES = 2 ** 29;

/** Why a path is not read. The codes are stable. */
export type FileErrorCode = 'NOT_A_FILE' | 'UNREADABLE' | 'TOO_LARGE';

/** A path cannot be read as a file. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;

  constructor(code: FileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Reads a file, but no link, pipe, device or socket: these may lead elsewhere, wait for ever or never end.
 * Reads as many bytes as the file had when it was opened, even if it grows.
 *
 * @throws FileError NOT_A_FILE, UNREADABLE if it is missing or must not be read, TOO_LARGE beyond {@link MAX_FILE_BYTES}
 */
export async function readRegularFile(path: string): Promise<Uint8Array> {
  try {
    checkKind(await lstat(path)); // before opening, since opening a device may do something
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return await readAll(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof FileError || !(error instanceof Error && 'code' in error)) throw error;
    throw new FileError('UNREADABLE', `The file cannot be read: ${error.message}. Check its name and your rights.`, {
      cause: error,
    });
  }
}

async function readAll(handle: FileHandle): Promise<Uint8Array> {
  const stats = await handle.stat();
  checkKind(stats); // again, since it may have been replaced in between
  if (stats.size > MAX_FILE_BYTES) {
    throw new FileError(
      'TOO_LARGE',
      `The file has ${stats.size} bytes, but at most ${MAX_FILE_BYTES} are read. Split it.`,
    );
  }
  const bytes = new Uint8Array(stats.size);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await handle.read(bytes, length);
    if (bytesRead === 0) break; // it has been cut short meanwhile
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

function checkKind(stats: Stats): void {
  if (stats.isFile()) return;
  throw new FileError('NOT_A_FILE', `Expected a file, but this is ${kindOf(stats)}`);
}

function kindOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a symbolic link. Name the file that it leads to.';
  if (stats.isDirectory()) return 'a folder. Name the files in it, and check that you may open it.';
  if (stats.isFIFO()) return 'a named pipe. Write its content to a file first.';
  if (stats.isSocket()) return 'a socket. Write its content to a file first.';
  return 'a device. Name a file.';
}
