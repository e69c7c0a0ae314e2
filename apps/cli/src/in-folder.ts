import { mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { FormatError, isZip, readArchive } from '@cellboard/formats';
import { UsageError } from './usage-error.ts';

/**
 * Works on the files of a folder, or of a zip archive: its files are unpacked into a temporary folder, which is
 * removed afterwards. Folders that hold all of an archive's files are left out.
 *
 * @param path of a folder or of a zip archive; any other path is handed on as it is
 * @throws UsageError if the archive is damaged, unsafe or too large
 */
export async function inFolder<T>(path: string, work: (folder: string) => Promise<T>): Promise<T> {
  if (!(await isArchive(path))) return work(path);
  const temporary = await mkdtemp(join(tmpdir(), 'cellboard-unpacked-'));
  try {
    // The archive's name stays in the paths that people read.
    return await work(await unpack(path, join(temporary, basename(path))));
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

/** @returns the innermost folder that holds all files */
async function unpack(path: string, target: string): Promise<string> {
  let top: string | undefined;
  try {
    for await (const { name, bytes } of readArchive(await readFile(path))) {
      const folder = dirname(join(target, name));
      await mkdir(folder, { recursive: true });
      await writeFile(join(target, name), bytes);
      top = top === undefined ? folder : commonFolder(top, folder);
    }
  } catch (error) {
    throw error instanceof FormatError ? new UsageError(`${path}: ${error.message}`, { cause: error }) : error;
  }
  return top ?? target;
}

function commonFolder(a: string, b: string): string {
  return a === b || b.startsWith(a + sep) ? a : commonFolder(dirname(a), b);
}
