import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { bytesSource } from '../bytes/byte-source.ts';
import { fileSource, readBytes, type FileSource } from './file-source.ts';
import { systemReason } from './system-reason.ts';

/** Files up to this size are read at once, which takes less time than part by part. */
const SMALL_BYTES = 64 * 2 ** 20;

/** Why a path is not read. The codes are stable. */
export type FileErrorCode = 'NOT_A_FILE' | 'UNREADABLE';

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
 * Opens a file, but no link, pipe, device or socket: these may lead elsewhere, wait for ever or never end. It has as
 * many bytes as when it was opened, even if it grows.
 *
 * @throws FileError NOT_A_FILE, or UNREADABLE if it is missing or must not be read
 */
export async function openRegularFile(path: string): Promise<FileSource> {
  try {
    checkKind(await lstat(path)); // before opening, since opening a device may do something
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return await openHandle(handle);
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof FileError || !(error instanceof Error && 'code' in error)) throw error;
    throw new FileError('UNREADABLE', reasonOf(error as NodeJS.ErrnoException, path), { cause: error });
  }
}

function reasonOf(error: NodeJS.ErrnoException, path: string): string {
  const { code } = error;
  if (code === 'ENOENT') return `There is no such file: ${path}. Check its name.`;
  if (code === 'EACCES' || code === 'EPERM') return `You may not read ${path}. Change its permissions.`;
  return `${path} cannot be read: ${systemReason(error) ?? error.message}.`;
}

async function openHandle(handle: FileHandle): Promise<FileSource> {
  const stats = await handle.stat();
  checkKind(stats); // again, since it may have been replaced in between
  if (stats.size > SMALL_BYTES) return fileSource(handle, stats.size);
  const { byteLength, slice } = bytesSource(await readBytes(handle, 0, stats.size));
  await handle.close();
  const close = () => Promise.resolve();
  return { byteLength, slice, close, [Symbol.asyncDispose]: close };
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
