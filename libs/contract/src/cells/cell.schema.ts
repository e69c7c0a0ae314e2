import * as z from 'zod';
import { CandidateId, ImageName, Slug } from '../identifiers.ts';
import { pageQuery } from '../page.ts';

/**
 * What became of a cell at IoU ≥ 1/2; `boundary`: it was found, but the outlines agree too little. Truth cells may be
 * `missed`, predicted ones `invented`; see docs/cell-records.md.
 */
export const CellStatus = z.enum(['matched', 'missed', 'invented', 'split', 'merged', 'boundary']);
export type CellStatus = z.infer<typeof CellStatus>;

export const CellSide = z.enum(['truth', 'prediction']);
export type CellSide = z.infer<typeof CellSide>;

/** Whose cells: those of a candidate's result on the board of a task, on one of its datasets. */
const slice = { task: Slug, dataset: Slug, candidate: CandidateId };
export const CellSliceQuery = z.strictObject(slice);
export type CellSliceQuery = z.infer<typeof CellSliceQuery>;

/** By what cells can be put in order; all but `number` in pixels or from 0 to 1. */
export const CellSort = z.enum(['iou', 'dice', 'hausdorff', 'area', 'perimeter', 'number']);
export type CellSort = z.infer<typeof CellSort>;

export const CellsQuery = z.strictObject({
  ...slice,
  image: ImageName.optional(),
  side: CellSide.optional(),
  status: CellStatus.optional(),
  /** `number`: by image, then truth before prediction, then number. */
  sort: CellSort.default('iou'),
  order: z.enum(['ascending', 'descending']).default('ascending'),
  ...pageQuery,
});
export type CellsQuery = z.infer<typeof CellsQuery>;

/** The cells of one image, by number: those of the truth, then those of the prediction. */
export const ImageCellsQuery = z.strictObject({
  ...slice,
  image: ImageName,
  ...pageQuery,
  limit: z.int().min(1).max(5000).default(1000),
});
export type ImageCellsQuery = z.infer<typeof ImageCellsQuery>;

/** One cell of the truth or of the prediction of an image. */
export const Cell = z.strictObject({
  image: ImageName,
  side: CellSide,
  /** Number in the label image, from 1. */
  cell: z.int().min(1),
  /** Id in the original file. */
  originalId: z.int().min(1),
  /** Original id of the partner at IoU ≥ 1/2. */
  matchedId: z.int().min(1).nullable(),
  status: CellStatus,
  /** With the cell of the other side that has the largest IoU; 0 where none overlaps. */
  iou: z.number().min(0).max(1),
  dice: z.number().min(0).max(1),
  /** Smallest Hausdorff distance to a cell of the other side in pixels; the diagonal of the image where there is none. */
  hausdorff: z.number().min(0),
  /** In pixels. */
  area: z.int().min(1),
  /** In pixels. */
  perimeter: z.number().min(0),
  centroidRow: z.number(),
  centroidColumn: z.number(),
  touchesBorder: z.boolean(),
  /** To the centroid of the nearest cell of the same side, in pixels; null for the only one. */
  neighbourDistance: z.number().min(0).nullable(),
  /** Mean sample of each channel inside of the cell, and in a ring of 3 pixels around it; null without background there. */
  means: z.array(z.number().nullable()),
  rings: z.array(z.number().nullable()),
});
export type Cell = z.infer<typeof Cell>;

export const CellsPage = z.strictObject({ items: z.array(Cell), next: z.string().nullable() });
export type CellsPage = z.infer<typeof CellsPage>;

/** Cells of one range of sizes. */
export const CellSizeBin = z.strictObject({
  /** Areas in pixels: at least `from`, and less than `to`; in the last bin, at most. */
  from: z.number().min(1),
  to: z.number().min(1),
  /** Truth cells, and what became of them. */
  cells: z.int().min(0),
  matched: z.int().min(0),
  missed: z.int().min(0),
  split: z.int().min(0),
  merged: z.int().min(0),
  boundary: z.int().min(0),
  /** Predicted cells of this size that no truth cell explains; those beyond all truth cells are in the outer bins. */
  invented: z.int().min(0),
  /** Share of the truth cells that are matched. */
  detection: z.number().min(0).max(1),
  /** Means over the truth cells. */
  iou: z.number().min(0).max(1),
  dice: z.number().min(0).max(1),
  hausdorff: z.number().min(0),
});
export type CellSizeBin = z.infer<typeof CellSizeBin>;

/** Truth cells by the deciles of their area, the smallest first; bins without any cell are left out. */
export const CellSizes = z.strictObject({ bins: z.array(CellSizeBin) });
export type CellSizes = z.infer<typeof CellSizes>;
