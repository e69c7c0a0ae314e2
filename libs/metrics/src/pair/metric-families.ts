import { matchingId, matchingNames, thresholds, type MetricId } from '../catalog/metric-id.ts';
import { coverageErrors } from '../coverage/coverage-errors.ts';
import { detectionAccuracy } from '../coverage/detection-accuracy.ts';
import { segmentationAccuracy } from '../coverage/segmentation-accuracy.ts';
import { adaptedRandError } from '../information/adapted-rand-error.ts';
import { entropies } from '../information/entropies.ts';
import { aboveHalf } from '../matching/above-half.ts';
import { aggregatedJaccard } from '../matching/aggregated-jaccard.ts';
import { countAtLeast } from '../matching/count-at-least.ts';
import { foreground } from '../overlap/foreground.ts';
import type { OverlapTable } from '../overlap/overlap-table.ts';
import type { Fraction } from '../sheet/fraction.ts';
import type { Fractions } from '../sheet/score-sheet.ts';
import type { PairMeasures } from './pair-measures.ts';

/** Metrics that are worked out together. */
export interface MetricFamily {
  readonly ids: readonly MetricId[];
  readonly measure: (pair: PairMeasures) => Fractions;
}

/** Every metric but `apMean` and `sbd`, which follow from others. */
export const families: readonly MetricFamily[] = [
  {
    ids: ['mDice', 'mIoU'],
    measure: ({ best, table }) => ({
      mDice: [sumOverCells(best.dice), table.truthCells],
      mIoU: [sumOverCells(best.iou), table.truthCells],
    }),
  },
  {
    ids: ['mDiceReverse', 'mIoUReverse'],
    measure: ({ reverseBest, table }) => ({
      mDiceReverse: [sumOverCells(reverseBest.dice), table.predictedCells],
      mIoUReverse: [sumOverCells(reverseBest.iou), table.predictedCells],
    }),
  },
  { ids: ['mHD'], measure: ({ nearest, table }) => ({ mHD: [sumOverCells(nearest.distance), table.truthCells] }) },
  { ids: matchingNames.flatMap((name) => thresholds.map((at) => matchingId(name, at))), measure: matchingScores },
  { ids: ['pq', 'sq', 'dq'], measure: panopticQuality },
  { ids: ['aji'], measure: ({ table, best }) => ({ aji: aggregatedJaccard(table, best) }) },
  { ids: ['ajiPlus'], measure: ({ ajiPlus }) => ({ ajiPlus }) },
  { ids: ['dice', 'iou'], measure: ({ table }) => foregroundScores(table) },
  { ids: ['dice2'], measure: ({ table }) => ({ dice2: ensembleDice(table) }) },
  {
    ids: ['seg', 'det'],
    measure: ({ table, coverage }) => ({
      seg: segmentationAccuracy(table, coverage),
      det: detectionAccuracy(table, coverage),
    }),
  },
  { ids: ['voiSplit', 'voiMerge', 'nmi', 'are'], measure: ({ table }) => informationScores(table) },
  { ids: ['hd95', 'assd', 'nsd@2'], measure: outlineScores },
  { ids: ['splits', 'merges', 'missed', 'invented'], measure: errorCounts },
  {
    ids: ['countError', 'truthCells', 'predictedCells'],
    measure: ({ table: { truthCells, predictedCells } }) => ({
      countError: [Math.abs(predictedCells - truthCells), 1],
      truthCells: [truthCells, 1],
      predictedCells: [predictedCells, 1],
    }),
  },
];

/** Sum over cells 1..n, left to right, so that the result is the same on every machine. */
function sumOverCells(values: Float64Array): number {
  let sum = 0;
  for (let c = 1; c < values.length; c++) sum += values[c]!;
  return sum;
}

function matchingScores({ matches, table: { truthCells, predictedCells } }: PairMeasures): Fractions {
  const fractions: Fractions = {};
  thresholds.forEach((threshold, i) => {
    const tp = countAtLeast(matches, 10 + i);
    const fp = predictedCells - tp;
    const fn = truthCells - tp;
    fractions[`tp@${threshold}`] = [tp, 1];
    fractions[`fp@${threshold}`] = [fp, 1];
    fractions[`fn@${threshold}`] = [fn, 1];
    fractions[`ap@${threshold}`] = [tp, tp + fp + fn];
    fractions[`precision@${threshold}`] = [tp, tp + fp];
    fractions[`recall@${threshold}`] = [tp, tp + fn];
    fractions[`f1@${threshold}`] = [2 * tp, 2 * tp + fp + fn];
  });
  return fractions;
}

function panopticQuality({ matches, table: { truthCells, predictedCells } }: PairMeasures): Fractions {
  const { count, iouSum } = aboveHalf(matches);
  // TP + ½ FP + ½ FN = ½ (truth cells + predicted cells)
  const weight = (truthCells + predictedCells) / 2;
  return { pq: [iouSum, weight], sq: [iouSum, count], dq: [count, weight] };
}

function foregroundScores(table: OverlapTable): Fractions {
  const { truth, prediction, both } = foreground(table);
  return { dice: [2 * both, truth + prediction], iou: [both, truth + prediction - both] };
}

/** Vu et al., Frontiers in Bioengineering and Biotechnology 2019: twice the shared pixels over both areas, all pairs. */
function ensembleDice({ truth, prediction, shared, truthArea, predictionArea }: OverlapTable): Fraction {
  let overlap = 0;
  let areas = 0;
  for (let k = 0; k < shared.length; k++) {
    overlap += shared[k]!;
    areas += truthArea[truth[k]!]! + predictionArea[prediction[k]!]!;
  }
  return [2 * overlap, areas];
}

/** Entropies are weighted by pixels, which pools them as if every image had segments of its own. */
function informationScores(table: OverlapTable): Fractions {
  const { truth, prediction, joint } = entropies(table);
  // Rounding may leave a conditional entropy a hair below 0.
  const given = (part: number) => Math.max(0, joint - part);
  const weight = table.truthCells + table.predictedCells === 0 ? 0 : table.pixels;
  return {
    voiSplit: [weight * given(truth), weight],
    voiMerge: [weight * given(prediction), weight],
    nmi: sharedInformation(table, { truth, prediction, joint }),
    are: adaptedRandError(table),
  };
}

/** Two images that are one part each, the same one, share all the information there is. */
function sharedInformation(table: OverlapTable, { truth, prediction, joint }: ReturnType<typeof entropies>): Fraction {
  if (table.truthCells + table.predictedCells === 0) return [0, 0];
  if (truth + prediction === 0) return [table.truthCells === table.predictedCells ? table.pixels : 0, table.pixels];
  // Entropies of renumbered cells are summed in another order: rounding may leave the ratio a hair outside of 0 to 1.
  const shared = Math.min(Math.max(0, truth + prediction - joint), (truth + prediction) / 2);
  return [2 * table.pixels * shared, table.pixels * (truth + prediction)];
}

function outlineScores({ outlines }: PairMeasures): Fractions {
  const mean = (values: Float64Array): Fraction => [values.reduce((sum, value) => sum + value, 0), values.length];
  return { hd95: mean(outlines.hd95), assd: mean(outlines.assd), 'nsd@2': mean(outlines.within) };
}

function errorCounts({ coverage }: PairMeasures): Fractions {
  const { splits, merges, missed, invented } = coverageErrors(coverage);
  return { splits: [splits, 1], merges: [merges, 1], missed: [missed, 1], invented: [invented, 1] };
}
