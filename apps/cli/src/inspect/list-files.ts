import { isN5Folder, isZarrFolder } from '@cellboard/formats/node';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { reasonOf } from '../reason-of.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The files of some paths: every folder stands for all files in it and its folders, in the order of names; a Zarr
 * or N5 folder is one file. Links are not followed, and stand in the list as what they are, as does a folder that cannot be
 * opened.
 */
export async function listFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isDirectory() === true) await addFolder(path, files);
    else files.push(path);
  }
  return files;
}

async function addFolder(folder: string, files: string[]): Promise<void> {
  if ((await isZarrFolder(folder)) || (await isN5Folder(folder))) {
    files.push(folder);
    return;
  }
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (!entries) {
    files.push(folder);
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder.replace(/\/+$/, '')}/${entry.name}`;
    if (entry.isDirectory()) await addFolder(path, files);
    else files.push(path);
  }
}

/**
 * Reads a list of paths, with NUL bytes between them as `find -print0` writes, or else one a line.
 *
 * @param list file of the list; `-` is standard input
 * @throws UsageError if it cannot be read
 */
export async function readList(list: string): Promise<string[]> {
  const text = await (list === '-' ? buffer(process.stdin) : readFile(list)).then(String, (error: unknown) => {
    throw new UsageError(
      `The list of files ${list} cannot be read: ${reasonOf(error)}. Name a file with a path on each line.`,
      { cause: error },
    );
  });
  return text.split(text.includes('\0') ? '\0' : /\r?\n/).filter((path) => path !== '');
}
