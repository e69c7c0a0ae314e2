import { FormatError } from '@cellboard/formats';
import { openFileSource, readHeader } from '@cellboard/formats/node';
import type { DatasetImage } from '../entries/dataset-entry.ts';
import type { ImageFiles } from '../entries/layout-entry.ts';
import { readBytes } from '../files/read-bytes.ts';
import { truthFile } from '../images/read-image.ts';
import { isPlainPicture } from './folder-layout.ts';

/**
 * The files of an image as they are uploaded: a truth that is a picture of ids stays as it is, any other is made one.
 *
 * @throws FormatError if the truth cannot be read, or is of another size than the image
 */
export async function folderImageFiles(entry: DatasetImage): Promise<ImageFiles> {
  const { imagePath, truthPath, truthChoice } = entry;
  const image = { image: await readBytes(imagePath), imagePath };
  if (truthPath === null) return { ...image, truth: null, ignore: null };
  if (isPlainPicture(entry)) return { ...image, truth: await readBytes(truthPath), ignore: null, truthPath };
  const size = await sizeOf(imagePath);
  const truth = await truthFile(truthPath, { ...truthChoice, size });
  if (truth.width !== size.width || truth.height !== size.height) {
    throw new FormatError(
      'CORRUPT',
      `The image is ${size.width}×${size.height} pixels (width × height), but its label image is ${truth.width}×${truth.height}. Check that ${truthPath} belongs to it.`,
    );
  }
  const { doubt } = truth;
  const notes = truth.notes.filter((one) => one !== doubt);
  const found = { notes, truthPath, ...(doubt !== undefined && { doubt }) };
  return { ...image, truth: await truth.encode(), labels: truth.labels, ignore: null, ...found };
}

async function sizeOf(path: string): Promise<{ width: number; height: number }> {
  await using file = await openFileSource(path);
  const { width, height } = await readHeader(file);
  return { width, height };
}
