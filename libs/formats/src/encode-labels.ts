import type { NdArray } from 'ndarray';
import type { Platform } from './platform.ts';
import { encodeEarlierGrey16, encodeGrey16, type GreyImage } from './png/png-writer.ts';
import { encodeTiff32 } from './tiff/tiff-writer.ts';

/** Ids of cells to be written, shape [height, width], row by row. */
export type WritablePixels = NdArray<Uint8Array | Uint16Array | Uint32Array>;

const MAX_UINT16 = 0xffff;

/**
 * Writes a label image as 16-bit grey PNG: the same bytes for the same ids on every platform and processor.
 *
 * @throws RangeError if an id is above 65,535
 */
export async function encodePng16(pixels: WritablePixels, platform: Platform): Promise<Uint8Array> {
  const file = await encodeGrey16(greyOf(pixels), platform);
  if (file) return file;
  throw new RangeError(
    `The label image holds the id ${highestId(pixels.data)}, but a 16-bit PNG ends at ${MAX_UINT16}. Write a 32-bit TIFF.`,
  );
}

function greyOf({ shape: [height = 0, width = 0], data }: WritablePixels): GreyImage {
  return { width, height, samples: data };
}

/** Writes a label image as 16-bit PNG, or as 32-bit TIFF if an id is above 65,535. */
export async function encodeLabels(pixels: WritablePixels, platform: Platform): Promise<Uint8Array> {
  return (await encodeGrey16(greyOf(pixels), platform)) ?? encodeTiff32(pixels, platform);
}

/** Writes a label image as {@link encodeLabels} of earlier releases did, whose files some datasets hold. */
export async function encodeEarlierLabels(pixels: WritablePixels, platform: Platform): Promise<Uint8Array> {
  return highestId(pixels.data) > MAX_UINT16
    ? encodeTiff32(pixels, platform)
    : encodeEarlierGrey16(greyOf(pixels), platform);
}

function highestId(ids: Uint8Array | Uint16Array | Uint32Array): number {
  let highest = 0;
  // An index, because arrays of several types are iterated over many times as slowly.
  for (let i = 0; i < ids.length; i++) if (ids[i]! > highest) highest = ids[i]!;
  return highest;
}
