import type { NdArray } from 'ndarray';

/** Pixels of a label image, shape [height, width]; 0 is background, every other value is a cell. */
export type LabelPixels = NdArray<Uint16Array | Uint32Array>;

/**
 * A label image whose cells are numbered 1..cellCount, in the order of their original ids.
 *
 * A cell is the set of all pixels that carry its id, connected or not.
 */
export interface LabelImage {
  /**
   * Shape [height, width], row by row (stride [width, 1], offset 0). The numbers may be painted only when they are first
   * asked for; the shape never is.
   */
  readonly pixels: LabelPixels;
  readonly cellCount: number;
  /** Original id of cell k at index k, ascending; index 0 is the background's 0. Length cellCount + 1. */
  readonly ids: Uint32Array;
}
