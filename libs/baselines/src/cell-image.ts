import ndarray from 'ndarray';
import type { CellImage } from './baseline.ts';

/** Decoded pixels: row by row, channels interleaved. */
export interface DecodedPixels {
  readonly data: Uint8Array;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly channels: 1 | 3;
}

/** Decoded pixels as the methods take them; nothing is copied. */
export function toCellImage({ data, width, height, channels }: DecodedPixels): CellImage {
  return ndarray(data, channels === 1 ? [height, width] : [height, width, channels]);
}
