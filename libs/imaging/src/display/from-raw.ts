import { MAX_PIXELS, type ImageSize } from '@cellboard/formats';
import { openSharp } from '@cellboard/formats/node';
import type { Sharp } from 'sharp';

/** Samples of a picture, row by row, channels interleaved. */
export interface RawImage extends ImageSize {
  readonly data: Uint8Array;
  /** 1 grey, 3 red, green and blue, 2 and 4 with opacity. */
  readonly channels: 1 | 2 | 3 | 4;
}

/** An image of our own making, for scaling and writing. */
export async function fromRaw({ data, width, height, channels }: RawImage): Promise<Sharp> {
  const { sharp } = await openSharp();
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: MAX_PIXELS });
}
