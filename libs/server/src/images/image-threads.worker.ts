import { decodeImage, decodeLabels, encodeOverlay, encodeThumbnail, FormatError, readHeader } from '@cellboard/formats';
import { LabelImageError } from '@cellboard/labels';
import { readFile } from 'node:fs/promises';

/** Longest side of a picture in pixels. */
const MAX_SIDE = 320;

/** Paths of an image and of its truth. */
export interface ImagePaths {
  readonly image: string;
  readonly truth: string;
}

/** What is found in an image and its truth. */
export interface Inspection {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly cellCount: number;
}

/** What a thread answers. Errors lose their class between threads, so a refusal is an answer of its own. */
export type Outcome<T> = { readonly done: T } | { readonly refused: string };

/** Decodes an image and its truth to the last pixel, and looks whether they belong together. */
export async function inspect({ image, truth }: ImagePaths): Promise<Outcome<Inspection>> {
  return outcome(async () => {
    const { header, size } = await naming('The image', () => inspectImage(image));
    const labels = await naming('The truth', async () => decodeLabels(await readFile(truth)));
    const [height = 0, width = 0] = labels.pixels.shape;
    if (width !== size.width || height !== size.height) {
      throw new FormatError(
        'CORRUPT',
        `The truth is ${width}×${height} pixels but the image is ${size.width}×${size.height}. Upload the truth that belongs to this image.`,
      );
    }
    return { width, height, channels: header.channels, cellCount: labels.cellCount };
  });
}

async function inspectImage(path: string) {
  const bytes = await readFile(path);
  const header = readHeader(bytes);
  if (header.pages > 1) {
    throw new FormatError('SEVERAL_IMAGES', `The file holds ${header.pages} images. Upload each as a file of its own.`);
  }
  return { header, size: await decodeImage(bytes) };
}

/** Scales an image down, as WebP. */
export async function thumbnail(path: string): Promise<Outcome<Uint8Array>> {
  return outcome(async () => encodeThumbnail(await decodeImage(await readFile(path)), MAX_SIDE));
}

/** Draws the cells of a label image, as transparent WebP. */
export async function overlay(path: string): Promise<Outcome<Uint8Array>> {
  return outcome(async () => encodeOverlay(await decodeLabels(await readFile(path)), { maxSide: MAX_SIDE }));
}

async function outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { done: await work() };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { refused: error.message };
  }
}

async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new FormatError('CORRUPT', `${file} cannot be read. ${error.message}`, { cause: error });
  }
}

function isRefusal(error: unknown): error is FormatError | LabelImageError {
  return error instanceof FormatError || error instanceof LabelImageError;
}
