/** The door for programs on Node: readers and writers, and files and folders by their paths. */
import { basename } from 'node:path';
import { NpyFile } from './numpy/npy-file.ts';
import { NpzFile } from './numpy/npz-file.ts';
import { openFileSource } from './node/file-source.ts';
import { nodePlatform } from './node/node-platform.ts';
import { readersOn } from './readers.ts';

export { fileSource, openFileSource, type FileSource } from './node/file-source.ts';
export { FileError, openRegularFile, type FileErrorCode } from './node/open-regular-file.ts';
export { openPath, type OpenedPath } from './node/open-path.ts';
export { isN5Folder } from './node/n5-folder.ts';
export { masksIn } from './node/mask-names.ts';
export { systemReason } from './node/system-reason.ts';
export { isZarrFolder } from './node/zarr-folder.ts';
export { nodePlatform };

export const {
  openFile,
  decodeLabelPixels,
  decodeLabels,
  readCheckedLabels,
  checkLabels,
  openLabelSet,
  readLabelFile,
  writeLabelFile,
  writeLabels,
  imagesIn,
  readHeader,
  openImage,
  decodeSamples,
  readPlanes,
  inspect,
  openArchive,
  readArchive,
  encodeLabels,
  encodeEarlierLabels,
  encodePng16,
  encodeTiff16,
  encodeTiff32,
  encodeTiffImage,
} = readersOn(nodePlatform);

/** Libvips with the settings of this project, see `node/sharp.ts`; it is loaded when it is first asked for. */
export const openSharp = () => import('./node/sharp.ts');

/**
 * Opens an .npz file of any size, which is read frame by frame: `await using file = await openNpzFile(path)`.
 *
 * @throws FormatError for an archive that is damaged or unsafe, or an error of the file system
 */
export async function openNpzFile(path: string): Promise<NpzFile> {
  return NpzFile.open(await openFileSource(path), nodePlatform);
}

/**
 * Opens a .npy file of any size, which is read frame by frame: `await using file = await openNpyFile(path)`.
 *
 * @throws FormatError for a file that is damaged, or an error of the file system
 */
export async function openNpyFile(path: string): Promise<NpyFile> {
  return NpyFile.open(await openFileSource(path), basename(path));
}
