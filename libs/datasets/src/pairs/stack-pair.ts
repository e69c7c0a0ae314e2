import { readFile } from 'node:fs/promises';
import { FormatError, type NumpyArray } from '@cellboard/formats';
import { decodeSamples, readPlanes } from '@cellboard/formats/node';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { defect, note, type LayoutEntry } from '../entries/layout-entry.ts';
import { faultOf, imageEntry, named, readImage, truthFile, type ReadImage } from '../images/read-image.ts';
import { frameImage } from '../npz/frame-image.ts';
import { placeName } from '../npz/npz-part.ts';

/** A file of one picture or of the frames of a movie, and one of as many label images. */
export interface StackPair {
  readonly name: string;
  readonly imagePath: string;
  readonly truthPath: string;
  readonly tags: DatasetTags;
}

/**
 * Reads a picture with its label image, or each frame of a movie with its own: frames are named by their place, from 0,
 * and grouped by the movie. A frame without any cell is left out, since nobody can tell it from one that was not
 * annotated.
 */
export async function* readStackPair(pair: StackPair): AsyncGenerator<LayoutEntry> {
  const { name, imagePath, truthPath, tags } = pair;
  let frames: number;
  let bytes: Uint8Array;
  try {
    bytes = await readFile(imagePath);
    frames = await named(imagePath, () => countFrames(bytes));
    await checkPages(truthPath, frames);
  } catch (error) {
    yield defect(name, faultOf(error));
    return;
  }
  if (frames === 1) {
    yield* readImage({ name, imagePath, tags, truth: () => truthFile(truthPath) });
    return;
  }
  let empty = 0;
  for (let frame = 0; frame < frames; frame++) {
    const one = `${name}_${placeName(frame, frames)}`;
    const read = await readFrame(pair, bytes, frame);
    if (typeof read === 'string') yield defect(one, read);
    else if (read.truth.cells === 0) empty++;
    else yield* imageEntry({ ...read, name: one });
  }
  if (empty > 0)
    yield note(name, `${empty} of its ${frames} frames have no cell and are left out: they may not be annotated.`);
}

/** @throws FormatError UNSUPPORTED for frames of several channels, whose pages cannot be told from frames */
async function countFrames(bytes: Uint8Array): Promise<number> {
  const { z, t, channels } = await readPlanes(bytes);
  if (z * t > 1 && channels > 1)
    throw new FormatError(
      'UNSUPPORTED',
      `The file holds ${z * t} frames of ${channels} channels, but frames of one channel were expected. Save one channel of it.`,
    );
  return z * t;
}

/** @throws FormatError CORRUPT if there is not one label image for each frame */
async function checkPages(truthPath: string, frames: number): Promise<void> {
  const bytes = await readFile(truthPath);
  const pages = await named(truthPath, async () => {
    const { z, t, channels } = await readPlanes(bytes);
    return z * t * (z * t > 1 ? channels : 1);
  });
  if (pages !== frames)
    throw new FormatError(
      'CORRUPT',
      `${truthPath} holds ${pages} label ${pages === 1 ? 'image' : 'images'}, but the file of its image has ${frames} ${frames === 1 ? 'frame' : 'frames'}. Check that they belong together.`,
    );
}

/** A frame with its truth, or a sentence that says why it cannot be used. */
async function readFrame({ name, imagePath, truthPath, tags }: StackPair, bytes: Uint8Array, page: number) {
  try {
    const image = await named(imagePath, () => pageOf(bytes, page));
    const { encode, content } = frameImage(image);
    const truth = await truthFile(truthPath, { page });
    const [height, width] = image.shape;
    if (truth.width !== width || truth.height !== height)
      return `The frame is ${width}×${height} pixels (width × height), but its truth is ${truth.width}×${truth.height}. Check that they belong together.`;
    const cluster = { kind: 'movie' as const, key: name.slice(-LONGEST_KEY) };
    return {
      tags: { ...tags, cluster, planeT: page },
      truth,
      ignore: null,
      content,
      image: encode,
    } satisfies Omit<ReadImage, 'name'>;
  } catch (error) {
    return faultOf(error);
  }
}

/** Most characters of a group's name. */
const LONGEST_KEY = 200;

/** A page of a file as an array of shape (height, width, channels). */
async function pageOf(bytes: Uint8Array, page: number): Promise<NumpyArray> {
  const { samples } = await decodeSamples(bytes, { page });
  const { shape, stride, offset, data } = samples;
  const [height = 0, width = 0, channels = 1] = shape;
  const [down = 0, right = 0, deep = 0] = stride;
  const inOrder = data.slice(0, height * width * channels);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++, to++) inOrder[to] = data[offset + y * down + x * right + c * deep] ?? 0;
  return { shape, fortran: false, samples: inOrder };
}
