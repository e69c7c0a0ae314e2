import type { ImageSize } from './image-size.ts';
import type { LabelArray } from './label-values.ts';
import type { OverlapRule } from './overlap-rule.ts';

/** Ids of cells with the size of their image. */
export interface LabelRaster extends ImageSize {
  /** Row by row; 0 is background. */
  readonly values: LabelArray;
  /** What was done with the file that its owner should know, such as an object that is no cell and was left out. */
  readonly notes?: readonly string[];
}

/** Which label image of a file that holds several, and what a format leaves open. */
export interface LabelChoice {
  /** Of a stack (TIFF pages, first axis of an array), from 0. */
  readonly page?: number | undefined;
  /** Of several channels (TIFF samples, last axis of an array), from 0. */
  readonly channel?: number | undefined;
  /**
   * One of several planes, from 1, whatever they are: pages, slices, frames and channels alike, counted in the order of
   * the file, channels fastest.
   */
  readonly plane?: number | undefined;
  /** Name of an array (NPZ, MATLAB, HDF5, Zarr), or file name or id of an image in a file of several (COCO, CSV …). */
  readonly part?: string | undefined;
  /** Name of a category (COCO) or class (GeoJSON and other outlines): only its objects are cells. */
  readonly class?: string | undefined;
  /** Every connected part is a cell, as in a mask of what is cell and what is not. */
  readonly components?: boolean | undefined;
  /** Every plane is the mask of one cell. */
  readonly objects?: boolean | undefined;
  /**
   * How a colour image is read as labels: `packed` takes red + 256 green + 65,536 blue for the id, as COCO panoptic
   * images do; `distinct` takes every colour but black for a cell, numbered as they appear row by row. Without it,
   * colour images are refused.
   */
  readonly colours?: 'packed' | 'distinct' | undefined;
  /**
   * Size of the image that cells given by outlines belong to; without it, the smallest image from the upper left
   * corner that holds them all. COCO files say it themselves.
   */
  readonly size?: ImageSize | undefined;
  /** Which cell keeps a pixel that several outlines claim; the later one in the file if not said. */
  readonly overlap?: OverlapRule | undefined;
}
