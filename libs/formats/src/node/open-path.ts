import { openedFolder, openFile, type OpenedFile } from '../opened-file.ts';
import { nodePlatform } from './node-platform.ts';
import { openRegularFile } from './open-regular-file.ts';
import { isZarrFolder, zarrFolder } from './zarr-folder.ts';

/** An opened file that is read part by part. Close it when done: `await using file = await openPath(path)`. */
export interface OpenedPath extends OpenedFile, AsyncDisposable {}

/**
 * Opens what lies at a path: a file, or a folder that is one image (Zarr), of which only metadata is read now. Links
 * are not followed.
 *
 * @throws FileError if it is neither, or must not be read
 * @throws FormatError if JSON or an archive is damaged, unsafe or too large
 */
export async function openPath(path: string): Promise<OpenedPath> {
  if (await isZarrFolder(path)) {
    return { ...openedFolder(await zarrFolder(path), nodePlatform), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const source = await openRegularFile(path);
  try {
    return { ...(await openFile(source, nodePlatform)), [Symbol.asyncDispose]: source.close };
  } catch (error) {
    await source.close();
    throw error;
  }
}
