import { join } from 'node:path';
import type { ImageSize, NpyFile, NumpyArray } from '@cellboard/formats';
import { openNpyFile } from '@cellboard/formats/node';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { defect, type LayoutEntry } from '../entries/layout-entry.ts';
import { orUnreadable } from '../files/unreadable.ts';
import { faultOf, imageEntry } from '../images/read-image.ts';
import type { Truth } from '../images/truth.ts';
import { rgbImage } from './rgb-image.ts';

/** Two .npy files that hold the images of a dataset and their truths, frame for frame. */
export interface NpyPair extends AsyncDisposable {
  readonly images: NpyFile;
  readonly labels: NpyFile;
  /** Frames in each. */
  readonly count: number;
}

/** Where the two files of a pair lie, and how many channels they have. */
export interface PairFiles {
  readonly root: string;
  /** Path from the root, of an array (images, height, width, 3). */
  readonly images: string;
  /** Path from the root, of an array (images, height, width, channels). */
  readonly labels: string;
  readonly labelChannels: number;
}

/**
 * Opens two .npy files of any size, of which only the headers are read.
 *
 * @throws DatasetError ANNOTATIONS_UNREADABLE if one is damaged, or they do not fit each other
 */
export async function openNpyPair({ root, images, labels, labelChannels }: PairFiles): Promise<NpyPair> {
  await using opened = new AsyncDisposableStack();
  const open = (file: string) =>
    orUnreadable(join(root, file), async () => {
      const npy = opened.use(await openNpyFile(join(root, file)));
      npy.count(); // holds the header against the size of the file
      return npy;
    });
  const [image, label] = [await open(images), await open(labels)];
  const [is, are] = [image.layout.shape, label.layout.shape];
  const fits = [0, 1, 2].every((axis) => is[axis] === are[axis]) && is.length === 4 && are.length === 4;
  if (!fits || is[3] !== 3 || are[3] !== labelChannels)
    throw new DatasetError(
      'ANNOTATIONS_UNREADABLE',
      `${images} has the shape (${is.join(', ')}) and ${labels} (${are.join(', ')}), but (images, height, width, 3) and ` +
        `(images, height, width, ${labelChannels}) were expected, with the same three sides in both. Check that both are files of this dataset.`,
    );
  const files = opened.move();
  return { images: image, labels: label, count: image.count(), [Symbol.asyncDispose]: () => files.disposeAsync() };
}

/** How the frames of two files are read. */
export interface PairPlan {
  readonly pair: NpyPair;
  /** Name and tags of the image at a place, from 0. */
  readonly imageAt: (index: number) => { readonly name: string; readonly tags: DatasetTags };
  /**
   * The truth in a frame of the labels.
   *
   * @throws FormatError where it cannot be used; the image is a defect then
   */
  readonly truthIn: (labels: NumpyArray, size: ImageSize) => Truth;
}

/** Reads the images with their truths, one after the other; memory holds one. */
export async function* readNpyPair({ pair, imageAt, truthIn }: PairPlan): AsyncGenerator<LayoutEntry> {
  for (let index = 0; index < pair.count; index++) {
    const { name, tags } = imageAt(index);
    const [image, labels] = [await pair.images.frame(index), await pair.labels.frame(index)];
    const read = readFrames(() => {
      const { width, height, content, encode } = rgbImage(image);
      return { truth: truthIn(labels, { width, height }), content, image: encode };
    });
    if (typeof read === 'string') yield defect(name, read);
    else yield* imageEntry({ name, tags, ignore: null, ...read });
  }
}

/** What frames hold, or a sentence that says why they cannot be used. */
function readFrames<Read>(read: () => Read): Read | string {
  try {
    return read();
  } catch (error) {
    return faultOf(error);
  }
}
