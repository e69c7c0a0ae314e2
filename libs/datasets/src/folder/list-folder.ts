import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../entries/dataset-error.ts';
import { fileFault } from '../files/file-fault.ts';
import { looksLikeImage, looksLikeLabels, stemOf, stripSuffixes } from '../files/file-names.ts';

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

/**
 * Lists the label images of a folder: PNG and TIFF files, and files of other formats where no PNG or TIFF has the name
 * of their image. Zarr folders are listed too if they are asked for.
 *
 * @throws DatasetError as {@link listFolder}
 */
export async function listLabelFiles(folder: string, { zarrFolders = false } = {}): Promise<FolderListing> {
  const { files: pictures, ignored } = await listFolder(folder);
  const imageOf = (file: string) => stripSuffixes(stemOf(file));
  const pictured = new Set(pictures.map(imageOf));
  const others: string[] = [];
  for (const name of ignored) {
    if (!looksLikeLabels(name) || pictured.has(imageOf(name))) continue;
    const wanted = isZarr(name) ? zarrFolders : await isFile(join(folder, name));
    if (wanted) others.push(name);
  }
  return { files: [...pictures, ...others].sort(), ignored: ignored.filter((name) => !others.includes(name)) };
}

function isZarr(name: string): boolean {
  return name.toLowerCase().endsWith('.zarr');
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
