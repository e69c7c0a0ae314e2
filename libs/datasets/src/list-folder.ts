import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from './dataset-error.ts';
import { looksLikeImage } from './file-names.ts';

/** The image files of a folder, and what else lies there. */
export interface FolderListing {
  /** File names, in order. */
  readonly files: readonly string[];
  /** Names of other files and of folders, hidden ones left out. */
  readonly ignored: readonly string[];
}

/**
 * Lists the image files of a folder, following links; folders within it are not entered.
 *
 * @throws DatasetError if the folder is missing, is not a folder or may not be read
 */
export async function listFolder(folder: string): Promise<FolderListing> {
  const names = await readNames(folder);
  const files: string[] = [];
  const ignored: string[] = [];
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const isImage = looksLikeImage(name) && (await isFile(join(folder, name)));
    (isImage ? files : ignored).push(name);
  }
  return { files, ignored };
}

async function readNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    throw new DatasetError('FOLDER_UNREADABLE', `The folder ${folder} cannot be read: ${reason(error)}`, {
      cause: error,
    });
  }
}

/** A link that leads nowhere counts as a file, so that reading it is reported under its name. */
async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return true;
  }
}

function reason(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? String(error);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is nothing of that name. Check the path.',
  ENOTDIR: 'it is a file. Name the folder that holds the image files.',
  EACCES: 'you may not read it. Change its permissions or run as another user.',
};
