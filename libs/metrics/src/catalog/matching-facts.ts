import type { EntryFacts } from './catalog-entry.ts';
import type { MatchingName, Threshold } from './metric-id.ts';
import { sources } from './sources.ts';

const count = { unit: 'cells', range: [0, null], group: 'detection' } as const;
const score = { group: 'detection' } as const;

/** The catalogue's facts of a matching metric at one IoU threshold. */
export function matchingFacts(name: MatchingName, threshold: Threshold): EntryFacts {
  const at = `IoU ≥ ${threshold}`;
  const facts: Record<MatchingName, EntryFacts> = {
    tp: {
      ...count,
      name: `True positives at ${threshold}`,
      description: `Cells that are matched one to one at ${at}.`,
      emptyRule: '0.',
      citation: sources.stardist,
    },
    fp: {
      ...count,
      direction: 'lower',
      name: `False positives at ${threshold}`,
      description: `Predicted cells without a partner at ${at}.`,
      emptyRule: 'Truth empty: all predicted cells. Prediction empty: 0.',
      citation: sources.stardist,
    },
    fn: {
      ...count,
      direction: 'lower',
      name: `False negatives at ${threshold}`,
      description: `Truth cells without a partner at ${at}.`,
      emptyRule: 'Truth empty: 0. Prediction empty: all truth cells.',
      citation: sources.stardist,
    },
    ap: {
      ...score,
      name: `AP at ${threshold}`,
      description: `Matched cells over all matched, missed and invented cells, TP / (TP + FP + FN), at ${at}.`,
      emptyRule: 'One of them empty: 0. Both empty: null.',
      citation: sources.dsb,
      primary: true,
    },
    precision: {
      ...score,
      name: `Precision at ${threshold}`,
      description: `Share of the predicted cells that are matched at ${at}.`,
      emptyRule: 'Truth empty: 0. Prediction empty, or both: null.',
      citation: sources.stardist,
    },
    recall: {
      ...score,
      name: `Recall at ${threshold}`,
      description: `Share of the truth cells that are matched at ${at}.`,
      emptyRule: 'Prediction empty: 0. Truth empty, or both: null.',
      citation: sources.stardist,
    },
    f1: {
      ...score,
      name: `F1 at ${threshold}`,
      description: `Harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN), at ${at}.`,
      emptyRule: 'One of them empty: 0. Both empty: null.',
      citation: sources.dsb,
      primary: true,
    },
  };
  return facts[name];
}
