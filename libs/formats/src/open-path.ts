import { readRegularFile } from './inspection/read-regular-file.ts';
import { openFile, type OpenedFile } from './opened-file.ts';
import { isZarrFolder, zarrFolder } from './zarr/zarr-folder.ts';

/**
 * Opens what lies at a path: a file, or a folder that is one image (Zarr), of which only metadata is read now. Links
 * are not followed.
 *
 * @throws FileError if it is neither, or must not be read
 * @throws FormatError if JSON or an archive is damaged, unsafe or too large
 */
export async function openPath(path: string): Promise<OpenedFile> {
  if (await isZarrFolder(path)) return { bytes: new Uint8Array(), zarr: await zarrFolder(path) };
  return openFile(await readRegularFile(path));
}
