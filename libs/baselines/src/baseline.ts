import type { LabelPixels } from '@cellboard/labels';
import type { NdArray } from 'ndarray';

/**
 * An 8-bit image: shape [height, width] in grey, or [height, width, 3] in red, green, blue.
 *
 * Any strides are read.
 */
export type CellImage = NdArray<Uint8Array>;

/** Where a method was published. */
export interface Citation {
  readonly paper: string;
  readonly url: string;
}

/** A classical segmentation method with fixed settings: it needs no training and no choice by the user. */
export interface Baseline {
  /** Public and permanent, e.g. `otsu-watershed`. */
  readonly slug: string;
  readonly name: string;
  /** One or two sentences for a reader who knows microscopes and not image analysis. */
  readonly description: string;
  readonly citation: Citation;
  /**
   * Finds the cells of one image. The same image gives the same labels, always.
   *
   * @returns label pixels of the image's height and width, cells numbered 1..n without gaps
   * @throws RangeError if the image's shape is neither [height, width] nor [height, width, 3]
   */
  readonly segment: (image: CellImage) => LabelPixels;
}
