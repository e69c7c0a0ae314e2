import {
  cellShapes,
  LabelImageError,
  placesOf,
  runsOf,
  sizeOf,
  sortedBy,
  type LabelImage,
  type Runs,
} from '@cellboard/labels';

const { max, min } = Math;

/**
 * The pairs of cells that share pixels, sorted by truth cell, then predicted cell, and the area of every cell.
 *
 * All metrics that need no shapes are read from this table alone.
 */
export interface OverlapTable {
  readonly truthCells: number;
  readonly predictedCells: number;
  /** Pixels of the image. */
  readonly pixels: number;
  /** Pairs of truth cell t are `first[t]` up to, not including, `first[t + 1]`; length truthCells + 2. */
  readonly first: Uint32Array;
  /** Number of the truth cell of pair k, from 1. */
  readonly truth: Uint32Array;
  /** Number of the predicted cell of pair k, from 1. */
  readonly prediction: Uint32Array;
  /** Pixels that pair k shares. */
  readonly shared: Uint32Array;
  /** Area in pixels by cell number; index 0 is unused. */
  readonly truthArea: Uint32Array;
  readonly predictionArea: Uint32Array;
}

/**
 * Counts the pixels that each truth cell shares with each predicted cell.
 *
 * One pass over the runs of both images; time O(runs), memory linear in runs and cells, never cells × cells.
 *
 * @throws LabelImageError if the images differ in height or width
 */
export function overlapTable(truth: LabelImage, prediction: LabelImage): OverlapTable {
  const [height, width] = sizeOf(truth);
  const [predictedHeight, predictedWidth] = sizeOf(prediction);
  if (height !== predictedHeight || width !== predictedWidth) {
    throw new LabelImageError(
      `The prediction is ${predictedHeight}×${predictedWidth} pixels, but the truth is ${height}×${width}. ` +
        `Resize the prediction to the size of the truth with nearest-neighbour interpolation.`,
    );
  }
  const pairs = pairsOf(truth, prediction);
  return {
    truthCells: truth.cellCount,
    predictedCells: prediction.cellCount,
    pixels: height * width,
    first: placesOf(pairs.truth, truth.cellCount),
    ...pairs,
    truthArea: cellShapes(truth).area,
    predictionArea: cellShapes(prediction).area,
  };
}

/** The pairs that share pixels, in their order. */
function pairsOf(truth: LabelImage, prediction: LabelImage): Stretches {
  const cells = [truth.cellCount, prediction.cellCount] as const;
  const added = addedPairs([runsOf(truth), runsOf(prediction)], cells);
  const touches = added ?? stretches(runsOf(truth), runsOf(prediction));
  sortBy(touches.prediction, cells[1], [touches.truth, touches.shared]);
  sortBy(touches.truth, cells[0], [touches.prediction, touches.shared]);
  return added ? touches : mergeEqual(touches);
}

/** Steps through the lists of pairs for each run, before sorting every stretch costs less. */
const STEPS_A_RUN = 4;

/** Room for so many pairs for each cell of both images: mostly there are one or two. */
const PAIRS_A_CELL = 4;

/** After so many pairs, and again after as many more, the walk checks that adding up is worth its time. */
const PAIRS_CHECKED = 65_536;

/**
 * The pairs, each added up as the runs are walked along: a cell mostly touches few others.
 * Sorting them takes a small part of what sorting their stretches takes, all over memory.
 *
 * @param cells of both images
 * @returns null where cells touch so many others that looking for their pairs takes too long, or where nearly every
 *   stretch is a pair of its own, as in noise: then there is nothing to add up
 */
function addedPairs(
  [t, p]: readonly [Runs, Runs],
  cells: readonly [truth: number, predicted: number],
): Stretches | null {
  // On locals, and in arrays that never grow: two thirds of the time that lists take.
  const { cell: truthCell, start: truthStart, end: truthEnd } = t;
  const { cell: predictedCell, start: predictedStart, end: predictedEnd } = p;
  const [truthRuns, predictedRuns] = [truthCell.length, predictedCell.length];
  // The pairs of every truth cell are a list, the newest in front. Pairs are numbered from 1; 0 ends a list.
  const front = new Uint32Array(cells[0] + 1);
  const room = PAIRS_A_CELL * (cells[0] + cells[1]) + 1;
  const [next, truth] = [new Uint32Array(room), new Uint32Array(room)];
  const [prediction, shared] = [new Uint32Array(room), new Uint32Array(room)];
  let end = 1;
  let steps = STEPS_A_RUN * (truthRuns + predictedRuns);
  for (let i = 0, j = 0; i < truthRuns && j < predictedRuns;) {
    const from = max(truthStart[i]!, predictedStart[j]!);
    const [ends, otherEnds] = [truthEnd[i]!, predictedEnd[j]!];
    const [cell, other] = [truthCell[i]!, predictedCell[j]!];
    if (ends < otherEnds) i++;
    else j++;
    const pixels = min(ends, otherEnds) - from;
    if (pixels <= 0) continue;
    let k = front[cell]!;
    while (k !== 0 && prediction[k] !== other) {
      if (--steps < 0) return null;
      k = next[k]!;
    }
    if (k === 0) {
      if (end === room) return null;
      k = end++;
      if (k % PAIRS_CHECKED === 0 && i + j < 3 * k) return null;
      next[k] = front[cell]!;
      truth[k] = cell;
      prediction[k] = other;
      front[cell] = k;
    }
    shared[k]! += pixels;
  }
  return part({ truth, prediction, shared }, end, 1);
}

interface Stretches {
  truth: Uint32Array;
  prediction: Uint32Array;
  shared: Uint32Array;
}

/** Walks along both lists of runs; every stretch where a truth run and a predicted run coincide is one entry. */
function stretches(t: Runs, p: Runs): Stretches {
  const truth = new Uint32Array(t.cell.length + p.cell.length);
  const prediction = new Uint32Array(truth.length);
  const shared = new Uint32Array(truth.length);
  let count = 0;
  for (let i = 0, j = 0; i < t.cell.length && j < p.cell.length;) {
    const truthEnd = t.end[i]!;
    const predictionEnd = p.end[j]!;
    const pixels = min(truthEnd, predictionEnd) - max(t.start[i]!, p.start[j]!);
    if (pixels > 0) {
      truth[count] = t.cell[i]!;
      prediction[count] = p.cell[j]!;
      shared[count] = pixels;
      count++;
    }
    if (truthEnd < predictionEnd) i++;
    else j++;
  }
  return part({ truth, prediction, shared }, count);
}

/** The entries in front of `to`, from `from` on. */
function part({ truth, prediction, shared }: Stretches, to: number, from = 0): Stretches {
  return {
    truth: truth.slice(from, to),
    prediction: prediction.slice(from, to),
    shared: shared.slice(from, to),
  };
}

/** Sorts columns in place by one of them, stably; its keys are 1 to `largest`. */
function sortBy(key: Uint32Array, largest: number, [one, other]: readonly [Uint32Array, Uint32Array]): void {
  const next = placesOf(key, largest);
  const sorted = sortedBy(key, next, [one, other]);
  for (let k = 0, c = 1; k < key.length; k++) {
    while (k === next[c]) c++;
    key[k] = c;
    one[k] = sorted[2 * k]!;
    other[k] = sorted[2 * k + 1]!;
  }
}

/** Adds up neighbouring entries of the same pair. */
function mergeEqual({ truth, prediction, shared }: Stretches): Stretches {
  let last = 0;
  for (let k = 1; k < truth.length; k++) {
    if (truth[last] === truth[k] && prediction[last] === prediction[k]) {
      shared[last]! += shared[k]!;
      continue;
    }
    last++;
    truth[last] = truth[k]!;
    prediction[last] = prediction[k]!;
    shared[last] = shared[k]!;
  }
  return part({ truth, prediction, shared }, last + 1);
}

/** The same table seen from the prediction: truth and prediction change places. O(pairs). */
export function swapped(table: OverlapTable): OverlapTable {
  const [truth, prediction, shared] = [table.prediction.slice(), table.truth.slice(), table.shared.slice()];
  sortBy(truth, table.predictedCells, [prediction, shared]);
  return {
    truthCells: table.predictedCells,
    predictedCells: table.truthCells,
    pixels: table.pixels,
    first: placesOf(truth, table.predictedCells),
    truth,
    prediction,
    shared,
    truthArea: table.predictionArea,
    predictionArea: table.truthArea,
  };
}
