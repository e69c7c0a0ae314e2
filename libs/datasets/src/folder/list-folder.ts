import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isN5Folder, isZarrFolder, masksIn } from '@cellboard/formats/node';
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
 * @throws DatasetError if the folder is missing, is not a folder, may not be read or is one image itself
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
 * Lists the label images of a folder: PNG, TIFF and other pictures, and files of other formats where no picture has the
 * name of their image. Folders that are one image, of Zarr, N5 or of a mask for each cell, are listed too if they are asked
 * for; those of masks with a slash at their end.
 *
 * @throws DatasetError as {@link listFolder}
 */
export async function listLabelFiles(folder: string, { folders = false } = {}): Promise<FolderListing> {
  const { files: pictures, ignored } = await listFolder(folder);
  const imageOf = (file: string) => stripSuffixes(stemOf(file));
  const pictured = new Set(pictures.map(imageOf));
  const others = new Map<string, string>();
  for (const name of ignored) {
    const listed = await listedAs(folder, name, folders);
    if (listed !== undefined && !pictured.has(imageOf(listed))) others.set(name, listed);
  }
  dropTables(others, imageOf);
  return {
    files: [...pictures, ...others.values()].sort(),
    ignored: ignored.filter((name) => !others.has(name)),
  };
}

/** Tables and texts may hold outlines, but beside another file of the same image they are what a tool measured. */
function dropTables(listed: Map<string, string>, imageOf: (file: string) => string): void {
  const isTable = (file: string) => /\.(?:csv|txt|xml)$/i.test(file) && !/_cp_outlines\.txt$/i.test(file);
  const better = new Set([...listed.values()].filter((file) => !isTable(file)).map(imageOf));
  for (const [name, file] of listed) if (isTable(file) && better.has(imageOf(file))) listed.delete(name);
}

/** How a file or folder is listed; undefined if it is not. */
async function listedAs(folder: string, name: string, folders: boolean): Promise<string | undefined> {
  const path = join(folder, name);
  if (isZarr(name)) return folders ? name : undefined;
  if (looksLikeLabels(name)) return (await isFile(path)) ? name : undefined;
  const isImage = async () => (await isN5Folder(path)) || (await masksIn(path)) !== undefined;
  return folders && (await isImage()) ? `${name}/` : undefined;
}

function isZarr(name: string): boolean {
  return /\.(?:zarr|n5)$/i.test(name);
}

async function readNames(folder: string): Promise<string[]> {
  if ((await isZarrFolder(folder)) || (await isN5Folder(folder))) {
    const what = `${folder}: The folder is one image in Zarr or N5 format, not a folder of images.`;
    throw new DatasetError('FOLDER_UNREADABLE', `${what} Name the folder that it lies in.`);
  }
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
