import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from './dataset-error.ts';
import { fileFault } from './file-fault.ts';
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
    throw new DatasetError(
      'FOLDER_UNREADABLE',
      `The folder ${folder} cannot be read: ${fileFault(error) ?? String(error)}`,
      {
        cause: error,
      },
    );
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
