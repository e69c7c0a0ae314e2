import type { LabelImage } from '@cellboard/labels';

import { cellResults, type TruthCellResult } from './cell-results.ts';
import { judgedCells, type JudgedOptions } from './judged-cells.ts';
import { PairMeasures } from './pair-measures.ts';

/**
 * What is kept of every cell, of the truth or of the prediction alike. `nearest` is the cell of the other image at the
 * smallest Hausdorff distance and `hd` that distance: null and the diagonal of the image where there is none, or where
 * the cells are so scattered that the search was given up.
 */
export type CellRecord = TruthCellResult;

/** The judged cells of one image, in the order of their numbers. */
export interface SideRecords {
  /** The image with those cells alone that are judged. */
  readonly image: LabelImage;
  readonly cells: readonly CellRecord[];
}

/** The judged cells of a pair of images. */
export interface CellRecords {
  readonly truth: SideRecords;
  readonly prediction: SideRecords;
}

/**
 * What is kept of every cell of a pair of images: the results of `evaluatePair` with `perCell`, and for predicted cells
 * the nearest truth cell, too. Every judged cell of either image is there once.
 *
 * @throws LabelImageError as `evaluatePair`
 */
export function cellRecords(truth: LabelImage, prediction: LabelImage, options: JudgedOptions = {}): CellRecords {
  return recordsOf(new PairMeasures(judgedCells(truth, options), judgedCells(prediction, options)));
}

/** The same from what has been measured of a pair. */
export function recordsOf(pair: PairMeasures): CellRecords {
  const results = cellResults(pair);
  const { prediction: nearest, distance } = pair.reverseNearest;
  return {
    truth: { image: pair.truth, cells: results.truth },
    prediction: {
      image: pair.prediction,
      cells: results.prediction.map((cell, i) => {
        const number = nearest[i + 1]!;
        return { ...cell, nearest: number === 0 ? null : pair.truth.ids[number]!, hd: distance[i + 1]! };
      }),
    },
  };
}
