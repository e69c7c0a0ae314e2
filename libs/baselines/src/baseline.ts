import type { LabelPixels } from '@cellboard/labels';
import type { NdArray } from 'ndarray';

/** The samples of an image, in the type in which its file stores them. */
export type CellSamples = NdArray<
  Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array
>;

/** An image as its file stores it: nothing is stretched or scaled. */
export interface CellImage {
  /** Shape [height, width, channels], of any strides. Samples that are not finite numbers count as background. */
  readonly samples: CellSamples;
  /** Whether the three channels are the red, green and blue of one picture; otherwise each is a light of its own. */
  readonly colours: boolean;
  /** Bits of a sample, which may be fewer than those of its type: 12 bits come in 16. */
  readonly bitDepth: number;
  /** Whether 0 is the brightest value. */
  readonly whiteIsZero: boolean;
}

/** Where a method was published. */
export interface Citation {
  readonly paper: string;
  readonly url: string;
}

/**
 * Version of all methods together. Another version may find other cells in the same image, so results of two versions
 * are never mixed. Version 1 read pictures that were stretched to 8 bits, version 2 reads the samples of the file.
 */
export const BASELINE_VERSION = 2;

/** A classical segmentation method with fixed settings: it needs no training and no choice by the user. */
export interface Baseline {
  /** Public and permanent, e.g. `otsu-watershed`. */
  readonly slug: string;
  readonly name: string;
  /** One or two sentences for a reader who knows microscopes and not image analysis. */
  readonly description: string;
  readonly citation: Citation;
  /**
   * Finds the cells of one image. The same image always gives the same labels.
   *
   * @returns label pixels of the image's height and width, cells numbered 1..n without gaps
   * @throws RangeError if the shape is not [height, width, channels], a side is 0, or colours have not 3 channels
   */
  readonly segment: (image: CellImage) => LabelPixels;
}
