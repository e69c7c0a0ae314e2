import { cellShapes, type LabelImage } from '@cellboard/labels';

import { predictionClasses, truthClasses, type CellClass } from '../coverage/cell-classes.ts';
import type { BestOverlaps } from '../overlap/best-overlaps.ts';
import type { PairMeasures } from './pair-measures.ts';

/** What is measured of every cell. Ids are those of the images as they came. */
export interface CellResult {
  readonly id: number;
  readonly class: CellClass;
  /** Pixels. */
  readonly area: number;
  /** Mean row and column of the cell's pixels. */
  readonly centroid: readonly [row: number, column: number];
  /** First row and column, last row and column, inclusive. */
  readonly box: readonly [top: number, left: number, bottom: number, right: number];
  /** Id of the cell of the other image with the largest IoU, and IoU and Dice with it; null and 0 where none overlaps. */
  readonly best: number | null;
  readonly iou: number;
  readonly dice: number;
  /** Id of the one partner at IoU ≥ 1/2; null if there is none. */
  readonly matched: number | null;
}

/** A cell of the truth. */
export interface TruthCellResult extends CellResult {
  /** Id of the predicted cell at the smallest Hausdorff distance; null where there is none or it was given up. */
  readonly nearest: number | null;
  /** That distance in pixels; the diagonal of the image where there is none or it was given up. */
  readonly hd: number;
}

/** All cells of an image, in ascending order of ids. */
export interface CellResults {
  readonly truth: readonly TruthCellResult[];
  readonly prediction: readonly CellResult[];
}

/** Results of every single cell of a pair of images. */
export function cellResults(pair: PairMeasures): CellResults {
  const { truth, prediction, nearest, matches, coverage } = pair;
  const partners = {
    truth: new Uint32Array(truth.cellCount + 1),
    prediction: new Uint32Array(prediction.cellCount + 1),
  };
  for (let k = 0; k < matches.truth.length; k++) {
    partners.truth[matches.truth[k]!] = matches.prediction[k]!;
    partners.prediction[matches.prediction[k]!] = matches.truth[k]!;
  }
  const ofTruth = resultsOf(truth, prediction, {
    best: pair.best,
    partners: partners.truth,
    classes: truthClasses(coverage, matches),
  });
  return {
    truth: ofTruth.map((cell, i) => ({
      ...cell,
      nearest: idOf(prediction, nearest.prediction[i + 1]!),
      hd: nearest.distance[i + 1]!,
    })),
    prediction: resultsOf(prediction, truth, {
      best: pair.reverseBest,
      partners: partners.prediction,
      classes: predictionClasses(coverage, matches),
    }),
  };
}

interface Findings {
  readonly best: BestOverlaps;
  /** Number of the matched cell by cell number, 0 for none. */
  readonly partners: Uint32Array;
  readonly classes: readonly CellClass[];
}

function resultsOf(image: LabelImage, other: LabelImage, { best, partners, classes }: Findings): CellResult[] {
  const { area, top, boxLeft, bottom, boxRight } = cellShapes(image);
  const centroids = centroidsOf(image);
  return Array.from({ length: image.cellCount }, (_, i) => {
    const c = i + 1;
    return {
      id: image.ids[c]!,
      class: classes[c]!,
      area: area[c]!,
      centroid: [centroids.row[c]!, centroids.column[c]!],
      box: [top[c]!, boxLeft[c]!, bottom[c]!, boxRight[c]!],
      best: idOf(other, best.prediction[c]!),
      iou: best.iou[c]!,
      dice: best.dice[c]!,
      matched: idOf(other, partners[c]!),
    };
  });
}

function idOf(image: LabelImage, cell: number): number | null {
  return cell === 0 ? null : image.ids[cell]!;
}

function centroidsOf(image: LabelImage): { row: Float64Array; column: Float64Array } {
  const { first, row, left, right, area } = cellShapes(image);
  const rows = new Float64Array(area.length);
  const columns = new Float64Array(area.length);
  for (let c = 1; c < area.length; c++) {
    let [down, along] = [0, 0];
    for (let k = first[c]!; k < first[c + 1]!; k++) {
      const length = right[k]! - left[k]!;
      down += row[k]! * length;
      along += ((left[k]! + right[k]! - 1) / 2) * length;
    }
    rows[c] = down / area[c]!;
    columns[c] = along / area[c]!;
  }
  return { row: rows, column: columns };
}
