import { join } from 'node:path';
import type { NpzFile, NumpyArray } from '@cellboard/formats';
import { openNpzFile } from '@cellboard/formats/node';
import { DatasetError } from '../entries/dataset-error.ts';
import { orUnreadable, unreadable } from '../files/unreadable.ts';

/** An .npz file of images and their truths, frame for frame. */
export interface NpzArrays {
  /** Path of the file for messages. */
  readonly path: string;
  readonly npz: NpzFile;
  /** Name of the array of images, of shape (images, height, width) or (images, height, width, channels). */
  readonly images: string;
  /** Name of the array of truths, of the same form. */
  readonly labels: string;
}

/** The form of an .npz file's arrays. */
export interface NpzForm {
  readonly count: number;
  readonly imageChannels: number;
  readonly labelChannels: number;
}

/** More channels than this in the last axis are taken for a side of the image. */
const MOST_CHANNELS = 64;

/**
 * Opens an .npz file of a dataset.
 *
 * @throws DatasetError ANNOTATIONS_UNREADABLE
 */
export async function openNpz(root: string, file: string): Promise<NpzFile> {
  const path = join(root, file);
  return await orUnreadable(path, () => openNpzFile(path));
}

/**
 * The form of the arrays, which has to be the same for images and truths but for the channels.
 *
 * @throws DatasetError ANNOTATIONS_UNREADABLE
 */
export async function formOf({ path, npz, images, labels }: NpzArrays): Promise<NpzForm> {
  const missing = [images, labels].filter((name) => !npz.names.includes(name));
  if (missing.length > 0)
    throw new DatasetError(
      'ANNOTATIONS_UNREADABLE',
      `${path} holds the arrays ${npz.names.join(', ') || 'none'}, but ${missing.join(' and ')} ${missing.length > 1 ? 'were' : 'was'} expected. Check that it is the file you mean.`,
    );
  const of = (name: string) => orUnreadable(path, () => npz.layout(name));
  const [{ shape: image }, { shape: label, descr }] = [await of(images), await of(labels)];
  if (descr.endsWith('f2'))
    throw new DatasetError(
      'ANNOTATIONS_UNREADABLE',
      `${path}: "${labels}" is of 16-bit floating point, in which ids above 2,048 fall together. Save it as uint16 or uint32.`,
    );
  const sound = [image, label].every(
    ({ length, ...sides }) => (length === 3 || length === 4) && (sides[3] ?? 1) <= MOST_CHANNELS,
  );
  if (sound && [0, 1, 2].every((axis) => image[axis] === label[axis]))
    return { count: image[0] ?? 0, imageChannels: image[3] ?? 1, labelChannels: label[3] ?? 1 };
  throw new DatasetError(
    'ANNOTATIONS_UNREADABLE',
    `${path}: "${images}" has the shape (${image.join(', ')}) and "${labels}" (${label.join(', ')}), ` +
      'but (images, height, width) or (images, height, width, channels) was expected, with the same three sides in both. Save them in that form.',
  );
}

/**
 * Yields each image with its truth, both in memory.
 *
 * @throws DatasetError ANNOTATIONS_UNREADABLE if the file is damaged
 */
export async function* framePairs({
  path,
  npz,
  images,
  labels,
}: NpzArrays): AsyncGenerator<{ image: NumpyArray; label: NumpyArray }> {
  const truths = npz.frames(labels);
  try {
    for await (const image of npz.frames(images)) {
      const truth = await truths.next();
      if (truth.done === true) return;
      yield { image, label: truth.value };
    }
    await truths.next(); // past the last, where the checksum is looked at
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await truths.return(undefined);
  }
}
