import type { LabelArray } from './label-values.ts';

/** Ids of cells with the size of their image. */
export interface LabelRaster {
  /** Row by row; 0 is background. */
  readonly values: LabelArray;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
}

/** Which image of a file that holds several, and what its colours mean. */
export interface ImageChoice {
  /** Of a TIFF, from 0. */
  readonly page?: number | undefined;
  /** Of a TIFF, from 0. */
  readonly channel?: number | undefined;
  /**
   * How a colour image is read as labels: `packed` takes red + 256 green + 65,536 blue for the id, as COCO panoptic
   * images do; `distinct` takes every colour but black for a cell, numbered as they appear row by row. Without it,
   * colour images are refused.
   */
  readonly colours?: 'packed' | 'distinct' | undefined;
}
