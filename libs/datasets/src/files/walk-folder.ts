import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DatasetError } from '../entries/dataset-error.ts';
import { fileFault } from './file-fault.ts';

/**
 * Every file beneath a folder, as paths from it with forward slashes, in order. Hidden files and the doubles that
 * macOS puts into archives are left out; links are not followed.
 *
 * @throws DatasetError FOLDER_UNREADABLE
 */
export async function walkFolder(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep))
      .filter((parts) => !parts.some((part) => part.startsWith('.') || part === '__MACOSX'))
      .map((parts) => parts.join('/'))
      .sort();
  } catch (error) {
    const fault = fileFault(error);
    if (fault === undefined) throw error;
    throw new DatasetError('FOLDER_UNREADABLE', `The folder ${root} cannot be read: ${fault}`, { cause: error });
  }
}

/** The files of each folder, by the folder's path; the names are in order. */
export function byFolder(files: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const at = file.lastIndexOf('/');
    const folder = at < 0 ? '' : file.slice(0, at);
    const names = folders.get(folder) ?? [];
    names.push(file.slice(at + 1));
    folders.set(folder, names);
  }
  return folders;
}
