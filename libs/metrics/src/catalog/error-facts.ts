import type { EntryFacts } from './catalog-entry.ts';
import type { SingleId } from './metric-id.ts';
import { sources } from './sources.ts';

type ErrorId = Extract<
  SingleId,
  | 'voiSplit'
  | 'voiMerge'
  | 'nmi'
  | 'are'
  | 'hd95'
  | 'assd'
  | 'nsd@2'
  | 'splits'
  | 'merges'
  | 'missed'
  | 'invented'
  | 'countError'
  | 'truthCells'
  | 'predictedCells'
>;

const bits = {
  unit: 'bits',
  direction: 'lower',
  range: [0, null],
  group: 'information',
  citation: sources.voi,
} as const;
const pixels = { unit: 'px', direction: 'lower', range: [0, null], group: 'outline' } as const;
const errors = {
  unit: 'cells',
  direction: 'lower',
  range: [0, null],
  group: 'errors',
  citation: sources.cellboard,
} as const;
const counts = {
  unit: 'cells',
  direction: 'none',
  range: [0, null],
  group: 'counts',
  citation: sources.cellboard,
} as const;
const noPair = 'No pair with IoU ≥ 0.5, whatever the reason: null.';

/** The catalogue's facts of information measures, outlines, errors and counts. */
export const errorFacts: Record<ErrorId, EntryFacts> = {
  voiSplit: {
    ...bits,
    name: 'VOI split',
    description: 'Conditional entropy of the prediction given the truth: how much truth cells are broken up.',
    emptyRule: 'Both empty: null. Else by the formula, background being a part like any other.',
  },
  voiMerge: {
    ...bits,
    name: 'VOI merge',
    description: 'Conditional entropy of the truth given the prediction: how much predicted cells run together.',
    emptyRule: 'Both empty: null. Else by the formula, background being a part like any other.',
  },
  nmi: {
    name: 'Normalised mutual information',
    description:
      'Information that truth and prediction share over the mean of their entropies, background being a part.',
    emptyRule: 'One of them empty: 0. Both empty: null.',
    citation: sources.nmi,
    group: 'information',
  },
  are: {
    name: 'Adapted Rand error',
    description:
      'One minus the F score of the pairs of pixels that are together in both images, on the pixels of truth cells.',
    direction: 'lower',
    emptyRule: 'Truth empty, or no two pixels together anywhere: null. Prediction empty: by the formula.',
    citation: sources.are,
    group: 'information',
  },
  hd95: {
    ...pixels,
    name: 'HD95',
    description:
      'Mean over matched pairs of the larger 95th percentile of the distances from border pixels to the other border.',
    emptyRule: noPair,
    citation: sources.hd95,
  },
  assd: {
    ...pixels,
    name: 'ASSD',
    description:
      'Mean over matched pairs of the mean distance from all border pixels of both cells to the other border.',
    emptyRule: noPair,
    citation: sources.assd,
  },
  'nsd@2': {
    name: 'NSD at 2 px',
    description: 'Mean over matched pairs of the share of border pixels within 2 px of the other border.',
    emptyRule: noPair,
    citation: sources.nsd,
    group: 'outline',
  },
  splits: {
    ...errors,
    name: 'Splits',
    description: 'Truth cells in which two or more predicted cells lie with more than half of their area.',
    emptyRule: '0.',
  },
  merges: {
    ...errors,
    name: 'Merges',
    description: 'Predicted cells that cover more than half of two or more truth cells.',
    emptyRule: '0.',
  },
  missed: {
    ...errors,
    name: 'Missed cells',
    description:
      'Truth cells that no predicted cell covers by more than half or lies in with more than half of its area.',
    emptyRule: 'Prediction empty: all truth cells. Truth empty: 0.',
  },
  invented: {
    ...errors,
    name: 'Invented cells',
    description:
      'Predicted cells that cover no truth cell by more than half and lie in none with more than half of their area.',
    emptyRule: 'Truth empty: all predicted cells. Prediction empty: 0.',
  },
  countError: {
    ...errors,
    name: 'Count error',
    description: 'Difference of the numbers of predicted and truth cells, without its sign.',
    emptyRule: 'Always a number.',
  },
  truthCells: {
    ...counts,
    name: 'Truth cells',
    description: 'Number of different non-zero ids in the truth.',
    emptyRule: 'Always a number.',
  },
  predictedCells: {
    ...counts,
    name: 'Predicted cells',
    description: 'Number of different non-zero ids in the prediction.',
    emptyRule: 'Always a number.',
  },
};
