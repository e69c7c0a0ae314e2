import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { FormatError, isZip } from '@cellboard/formats';
import { openFileSource, readArchive } from '@cellboard/formats/node';
import { UsageError } from './usage-error.ts';

/**
 * Works on the files of a folder, or of a zip archive: its files are unpacked into a temporary folder, which is
 * removed afterwards. Folders that hold all of an archive's files are left out.
 *
 * @param path of a folder or of a zip archive; any other path is passed on as it is
 * @throws UsageError if the archive is damaged, unsafe or too large, or cannot be unpacked
 */
export async function inFolder<T>(path: string, signal: AbortSignal, work: (folder: string) => Promise<T>): Promise<T> {
  if (!(await isArchive(path))) return work(path);
  const temporary = await mkdtemp(join(tmpdir(), 'cellboard-unpacked-'));
  try {
    // The archive's name stays in the paths that people read.
    return await work(await unpack(path, join(temporary, basename(path)), signal));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function isArchive(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;
  const file = await open(path);
  try {
    const { buffer } = await file.read(new Uint8Array(4), 0, 4, 0);
    return isZip(buffer);
  } finally {
    await file.close();
  }
}

/** @returns the innermost folder that holds all files; a Zarr folder counts as a file */
async function unpack(path: string, target: string, signal: AbortSignal): Promise<string> {
  let top: string | undefined;
  try {
    await using file = await openFileSource(path);
    for await (const { name, bytes } of readArchive(file)) {
      signal.throwIfAborted();
      await mkdir(dirname(join(target, name)), { recursive: true });
      await writeFile(join(target, name), bytes);
      const folder = dirname(join(target, name.replace(/\.zarr\/.*$/i, '.zarr')));
      top = top === undefined ? folder : commonFolder(top, folder);
    }
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    if (error instanceof Error && 'code' in error && !signal.aborted) throw notUnpacked(path, error);
    throw error;
  }
  return top ?? target;
}

/** Of an archive that must not be read, a full disk, or a file where another needs a folder. */
function notUnpacked(path: string, cause: Error): UsageError {
  return new UsageError(`${path} cannot be unpacked: ${cause.message}. Unpack it yourself and name the folder.`, {
    cause,
  });
}

function commonFolder(a: string, b: string): string {
  return a === b || b.startsWith(a + sep) ? a : commonFolder(dirname(a), b);
}
