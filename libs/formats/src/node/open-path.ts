import { openedFolder, openedMasks, openFile, type OpenedFile } from '../opened-file.ts';
import { join } from 'node:path';
import { bytesSource, readWhole } from '../bytes/byte-source.ts';
import { n5Files } from '../zarr/n5-files.ts';
import { isN5Folder } from './n5-folder.ts';
import { masksIn } from './mask-names.ts';
import { nodePlatform } from './node-platform.ts';
import { openRegularFile } from './open-regular-file.ts';
import { isZarrFolder, zarrFolder } from './zarr-folder.ts';

/** An opened file that is read part by part. Close it when done: `await using file = await openPath(path)`. */
export interface OpenedPath extends OpenedFile, AsyncDisposable {}

/**
 * Opens what lies at a path: a file, or a folder that is one image (Zarr, N5, or a mask for each cell), of which only
 * metadata is read now. Links are not followed.
 *
 * @throws FileError if it is neither, or must not be read
 * @throws FormatError if JSON or an archive is damaged, unsafe or too large
 */
export async function openPath(path: string): Promise<OpenedPath> {
  if (await isZarrFolder(path)) {
    return { ...openedFolder(await zarrFolder(path), nodePlatform), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  if (await isN5Folder(path)) {
    const files = n5Files(await zarrFolder(path), nodePlatform);
    return { ...openedFolder(files, nodePlatform), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const masks = await masksIn(path);
  if (masks) return openMasks(path, masks);
  const source = await openRegularFile(path);
  try {
    return { ...(await openFile(source, nodePlatform)), [Symbol.asyncDispose]: source.close };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function openMasks(path: string, names: readonly string[]): Promise<OpenedPath> {
  const masks = [];
  for (const name of names) {
    const source = await openRegularFile(join(path, name));
    try {
      masks.push({ name, source: bytesSource(await readWhole(source, 'mask')) });
    } finally {
      await source.close();
    }
  }
  return { ...openedMasks(masks, nodePlatform), [Symbol.asyncDispose]: () => Promise.resolve() };
}
