import { cellShapes, type LabelImage } from '@cellboard/labels';
import {
  coverage,
  matchCells,
  overlapTable,
  predictionClasses,
  truthClasses,
  type CellClass,
  type Coverage,
  type OverlapTable,
} from '@cellboard/metrics';

import { judgedOverlaps, type JudgedOverlaps } from './judged.ts';
import { codeOf } from './status.ts';

/**
 * The pairs of a truth cell and a predicted cell that share pixels: all of them, since a cell that nothing overlaps is
 * missed or invented.
 */
export interface CandidatePairs {
  /** Number of the truth cell of pair k, from 1. */
  readonly truth: ArrayLike<number>;
  /** Number of the predicted cell of pair k, from 1. */
  readonly prediction: ArrayLike<number>;
  /** IoU of pair k, above 0, at most 1, in 64 bits: thresholds are compared exactly. */
  readonly iou: ArrayLike<number>;
}

/** Areas of all cells in pixels by cell number; index 0 is unused. */
export interface CellAreas {
  readonly truth: Uint32Array;
  readonly prediction: Uint32Array;
  /** Pixels of the image. */
  readonly pixels: number;
}

/** The cells of one image at a threshold; arrays go by cell number, index 0 unused. */
export interface CellsAt {
  /** Places in `STATUSES`. */
  readonly status: Uint8Array;
  /** Number of the matched cell of the other image, or 0. */
  readonly partner: Uint32Array;
  /** IoU with the matched cell; of other cells the largest IoU with any, 0 where none overlaps. */
  readonly iou: Float64Array;
}

/** How truth and prediction agree at a threshold. */
export interface AgreementAt {
  readonly threshold: number;
  readonly truth: CellsAt;
  readonly prediction: CellsAt;
  readonly counts: AgreementCounts;
}

/** Matched pairs, truth cells without a partner, and predicted cells without one: as `evaluatePair` counts them. */
export interface AgreementCounts {
  readonly tp: number;
  readonly fn: number;
  readonly fp: number;
}

/** Thresholds have at most so many parts of 1. */
const PARTS = 10_000;

/**
 * How a prediction agrees with the truth, at any threshold of IoU. Pairs are matched by `matchCells` of metrics and
 * classes are those of metrics, so that what is seen is what is scored.
 */
export class Agreement {
  readonly table: OverlapTable;
  readonly #coverage: Coverage;
  /** IoU of each pair of the table. */
  readonly #iou: Float64Array;
  readonly #best: { readonly truth: Float64Array; readonly prediction: Float64Array };
  /** Cells that no score looks at. */
  readonly #ignored: JudgedOverlaps['ignored'] | undefined;

  private constructor(table: OverlapTable, ignored?: JudgedOverlaps['ignored']) {
    this.table = table;
    this.#ignored = ignored;
    this.#coverage = coverage(table);
    this.#iou = Float64Array.from(table.truth, (_, k) => iouOf(table)(k));
    this.#best = largestIous(table, this.#iou);
  }

  /**
   * @param ignore what no score looks at: cells with more than half of their area there are `ignored`, and its pixels
   *   belong to no cell
   * @throws LabelImageError if the images differ in height or width
   */
  static ofImages(truth: LabelImage, prediction: LabelImage, ignore?: LabelImage): Agreement {
    if (!ignore || ignore.cellCount === 0) return new Agreement(overlapTable(truth, prediction));
    const { table, ignored } = judgedOverlaps(truth, prediction, ignore);
    return new Agreement(table, ignored);
  }

  /**
   * From pairs that were found before. The shared pixels follow from IoU and areas.
   *
   * @throws RangeError if a pair names a cell that has no area, or has an IoU that its areas do not allow
   */
  static ofPairs(pairs: CandidatePairs, areas: CellAreas): Agreement {
    return new Agreement(tableOf(pairs, areas));
  }

  /** Of two label images and their pairs; see {@link Agreement.ofPairs}. */
  static ofPairsIn(pairs: CandidatePairs, truth: LabelImage, prediction: LabelImage): Agreement {
    return Agreement.ofPairs(pairs, {
      truth: cellShapes(truth).area,
      prediction: cellShapes(prediction).area,
      pixels: truth.pixels.data.length,
    });
  }

  /**
   * The status of every cell at a threshold.
   *
   * @param threshold of IoU, above 0, at most 1; rounded to four decimals
   * @throws RangeError if it is not in that range
   */
  at(threshold: number): AgreementAt {
    const rounded = Math.round(threshold * PARTS) / PARTS;
    const matches = matchCells(above(this.table, this.#iou, rounded), { threshold: rounded });
    const truth = this.#cells('truth', truthClasses(this.#coverage, matches));
    const prediction = this.#cells('prediction', predictionClasses(this.#coverage, matches));
    for (let k = 0; k < matches.truth.length; k++) {
      const [t, p] = [matches.truth[k]!, matches.prediction[k]!];
      truth.partner[t] = p;
      prediction.partner[p] = t;
      truth.iou[t] = prediction.iou[p] = matches.intersection[k]! / matches.union[k]!;
    }
    const counts = {
      tp: matches.tp,
      fn: matches.fn - countOf(this.#ignored?.truth),
      fp: matches.fp - countOf(this.#ignored?.prediction),
    };
    return { threshold: rounded, truth, prediction, counts };
  }

  /** Every overlap of a truth cell, the largest IoU first; for words such as "merged with cell 58". */
  overlapsOfTruth(cell: number): { readonly prediction: number; readonly iou: number }[] {
    const { first, prediction } = this.table;
    const found = [];
    for (let k = first[cell]!; k < first[cell + 1]!; k++)
      found.push({ prediction: prediction[k]!, iou: this.#iou[k]! });
    return found.sort((a, b) => b.iou - a.iou || a.prediction - b.prediction);
  }

  /** Other truth cells of which the same predicted cell covers more than half, ascending. */
  mergedWith(cell: number): number[] {
    const { coveredBy } = this.#coverage;
    const cover = coveredBy[cell]!;
    const found: number[] = [];
    if (cover === 0) return found;
    for (let t = 1; t < coveredBy.length; t++) if (t !== cell && coveredBy[t] === cover) found.push(t);
    return found;
  }

  /** Number of predicted cells that lie in a truth cell with more than half of their area. */
  partsOf(cell: number): number {
    return this.#coverage.holds[cell]!;
  }

  #cells(of: 'truth' | 'prediction', classes: readonly CellClass[]): CellsAt {
    const iou = this.#best[of].slice();
    const status = new Uint8Array(iou.length);
    const ignored = this.#ignored?.[of];
    for (let cell = 1; cell < status.length; cell++) {
      status[cell] = codeOf(ignored?.[cell] === 1 ? 'ignored' : classes[cell]!);
    }
    return { status, partner: new Uint32Array(iou.length), iou };
  }
}

const countOf = (marks: Uint8Array | undefined): number => marks?.reduce((sum, mark) => sum + mark, 0) ?? 0;

const iouOf =
  ({ truth, prediction, shared, truthArea, predictionArea }: OverlapTable) =>
  (k: number): number =>
    shared[k]! / (truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - shared[k]!);

function largestIous(table: OverlapTable, iou: Float64Array): { truth: Float64Array; prediction: Float64Array } {
  const best = {
    truth: new Float64Array(table.truthCells + 1),
    prediction: new Float64Array(table.predictedCells + 1),
  };
  for (let k = 0; k < iou.length; k++) {
    const [t, p] = [table.truth[k]!, table.prediction[k]!];
    best.truth[t] = Math.max(best.truth[t]!, iou[k]!);
    best.prediction[p] = Math.max(best.prediction[p]!, iou[k]!);
  }
  return best;
}

/** Less than two IoUs of different fractions of pixels differ by. */
const ROUNDING = 1e-12;

/**
 * The pairs that may be matched at a threshold: of an image with 5,000 cells, a third. `matchCells` decides about those
 * that are close to it, in whole numbers.
 */
function above(table: OverlapTable, iou: Float64Array, threshold: number): OverlapTable {
  const least = threshold - ROUNDING;
  let count = 0;
  for (let k = 0; k < iou.length; k++) if (iou[k]! >= least) count++;
  const [truth, prediction, shared] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  for (let k = 0, to = 0; k < iou.length; k++) {
    if (iou[k]! < least) continue;
    truth[to] = table.truth[k]!;
    prediction[to] = table.prediction[k]!;
    shared[to] = table.shared[k]!;
    to++;
  }
  return { ...table, first: startsOf(truth, table.first.length), truth, prediction, shared };
}

/** The table of metrics: pairs by truth cell, then predicted cell, with shared pixels instead of IoU. */
function tableOf(pairs: CandidatePairs, areas: CellAreas): OverlapTable {
  const order = Uint32Array.from({ length: pairs.truth.length }, (_, k) => k).sort(
    (a, b) => pairs.truth[a]! - pairs.truth[b]! || pairs.prediction[a]! - pairs.prediction[b]!,
  );
  const truth = Uint32Array.from(order, (k) => pairs.truth[k]!);
  const prediction = Uint32Array.from(order, (k) => pairs.prediction[k]!);
  const shared = Uint32Array.from(order, (k) => sharedPixels(pairs, k, areas));
  return {
    truthCells: areas.truth.length - 1,
    predictedCells: areas.prediction.length - 1,
    pixels: areas.pixels,
    first: startsOf(truth, areas.truth.length + 1),
    truth,
    prediction,
    shared,
    truthArea: areas.truth,
    predictionArea: areas.prediction,
  };
}

/** Where the pairs of each truth cell begin in a list that is sorted by truth cells. */
function startsOf(truth: Uint32Array, length: number): Uint32Array {
  const first = new Uint32Array(length);
  for (const t of truth) first[t + 1]!++;
  for (let t = 1; t < first.length; t++) first[t]! += first[t - 1]!;
  return first;
}

/** IoU = shared / (a + b − shared), so that shared = IoU (a + b) / (1 + IoU): a whole number of pixels. */
function sharedPixels(pairs: CandidatePairs, k: number, areas: CellAreas): number {
  const [t, p, iou] = [pairs.truth[k]!, pairs.prediction[k]!, pairs.iou[k]!];
  const [a = 0, b = 0] = [areas.truth[t], areas.prediction[p]];
  const shared = (iou * (a + b)) / (1 + iou);
  const whole = Math.round(shared);
  if (!(whole >= 1 && whole <= Math.min(a, b)) || Math.abs(shared - whole) > 1e-3) {
    throw new RangeError(
      `The pair of truth cell ${t} (${a} pixels) and predicted cell ${p} (${b} pixels) has an IoU of ${iou}, which ` +
        `cells of these areas cannot have. Give IoUs in 64 bits and the numbers of cells.`,
    );
  }
  return whole;
}
