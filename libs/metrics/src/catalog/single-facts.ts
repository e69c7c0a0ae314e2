import type { EntryFacts } from './catalog-entry.ts';
import { errorFacts } from './error-facts.ts';
import type { SingleId } from './metric-id.ts';
import { sources } from './sources.ts';

const truthMean = 'Prediction empty: 0, and flagged. Truth empty, or both: null.';
const eitherZero = 'One of them empty: 0. Both empty: null.';

/** The catalogue's facts of every metric without a threshold. */
export const singleFacts: Record<SingleId, EntryFacts> = {
  ...errorFacts,
  mDice: {
    name: 'mDice',
    description: 'Mean over truth cells of the Dice coefficient with the predicted cell that fits best.',
    emptyRule: truthMean,
    citation: sources.seed,
    group: 'cell overlap',
    primary: true,
  },
  mIoU: {
    name: 'mIoU',
    description: 'Mean over truth cells of the IoU with the predicted cell that fits best.',
    emptyRule: truthMean,
    citation: sources.seed,
    group: 'cell overlap',
    primary: true,
  },
  mHD: {
    name: 'mHD',
    description:
      'Mean over truth cells of the Hausdorff distance of full pixel sets to the predicted cell where it is smallest.',
    unit: 'px',
    direction: 'lower',
    range: [0, null],
    emptyRule: 'Prediction empty: the diagonal of the image, √(h² + w²), and flagged. Truth empty, or both: null.',
    // 2: the diagonal, where the search for the nearest cells takes more steps than its budget.
    // 3: the budget counts the runs of sparse cells, too, so that noise is given up sooner.
    version: 3,
    citation: sources.seed,
    group: 'cell overlap',
    primary: true,
  },
  apMean: {
    name: 'Mean AP',
    description: 'Mean of AP at the ten IoU thresholds 0.5, 0.55 … 0.95.',
    emptyRule: eitherZero,
    citation: sources.dsb,
    group: 'detection',
    primary: true,
  },
  pq: {
    name: 'Panoptic quality',
    description: 'Sum of the IoU of pairs with IoU > 0.5 over TP + ½ FP + ½ FN.',
    emptyRule: eitherZero,
    citation: sources.panoptic,
    group: 'panoptic quality',
    primary: true,
  },
  sq: {
    name: 'Segmentation quality',
    description: 'Mean IoU of the pairs with IoU > 0.5.',
    emptyRule: 'No pair, whatever the reason: null.',
    citation: sources.panoptic,
    group: 'panoptic quality',
  },
  dq: {
    name: 'Detection quality',
    description: 'F1 of the pairs with IoU > 0.5; panoptic quality is detection quality × segmentation quality.',
    emptyRule: eitherZero,
    citation: sources.panoptic,
    group: 'panoptic quality',
  },
  aji: {
    name: 'AJI',
    description:
      'Aggregated Jaccard index: pixels of all intersections over pixels of all unions and unused predicted cells.',
    emptyRule: eitherZero,
    citation: sources.aji,
    group: 'aggregated',
    primary: true,
  },
  ajiPlus: {
    // 2: 0, where the assignment takes more steps than its budget.
    version: 2,
    name: 'AJI+',
    description: 'AJI with cells paired one to one by the assignment with the largest sum of IoU.',
    emptyRule: eitherZero,
    citation: sources.hovernet,
    group: 'aggregated',
    primary: true,
  },
  dice: {
    name: 'Dice of the foreground',
    description: 'Dice coefficient of all cell pixels, whichever cell they belong to.',
    emptyRule: eitherZero,
    citation: sources.dice,
    group: 'foreground',
  },
  iou: {
    name: 'IoU of the foreground',
    description: 'Intersection over union of all cell pixels, whichever cell they belong to.',
    emptyRule: eitherZero,
    citation: sources.jaccard,
    group: 'foreground',
  },
  dice2: {
    name: 'Dice 2',
    description:
      'Ensemble Dice: twice the shared pixels over the areas of both cells, summed over all pairs that touch.',
    emptyRule: 'Prediction empty: 0, and flagged. No pair touches, truth empty, or both: null.',
    citation: sources.dice2,
    group: 'aggregated',
  },
  seg: {
    name: 'SEG',
    description: 'Mean over truth cells of the IoU with the predicted cell that covers more than half of them, else 0.',
    emptyRule: truthMean,
    citation: sources.seg,
    group: 'tracking challenge',
    primary: true,
  },
  det: {
    name: 'DET',
    description:
      'One minus the cost of correcting the cells (5 a merged, 10 a missed, 1 an invented cell) over the cost of adding all.',
    emptyRule: truthMean,
    citation: sources.det,
    group: 'tracking challenge',
    primary: true,
  },
  mDiceReverse: {
    name: 'mDice, reverse',
    description: 'Mean over predicted cells of the Dice coefficient with the truth cell that fits best.',
    emptyRule: 'Truth empty: 0. Prediction empty, or both: null.',
    citation: sources.bestDice,
    group: 'cell overlap',
  },
  mIoUReverse: {
    name: 'mIoU, reverse',
    description: 'Mean over predicted cells of the IoU with the truth cell that fits best.',
    emptyRule: 'Truth empty: 0. Prediction empty, or both: null.',
    citation: sources.bestDice,
    group: 'cell overlap',
  },
  sbd: {
    name: 'Symmetric best Dice',
    description: 'The smaller of mDice and reverse mDice, so that invented cells count.',
    emptyRule: eitherZero,
    citation: sources.bestDice,
    group: 'cell overlap',
    primary: true,
  },
};
