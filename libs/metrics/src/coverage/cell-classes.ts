import type { MatchedPairs } from '../matching/matched-pairs.ts';
import type { Coverage } from './coverage.ts';

/**
 * What became of a cell. `matched`: it has a partner at IoU ≥ 1/2. `merged`: one predicted cell covers more than half
 * of it and of another truth cell. `split`: two or more predicted cells lie in it with more than half of their area.
 * `boundary`: it was found, but the outlines agree too little. `missed` (truth) and `invented` (prediction): no cell
 * of the other image covers more than half of it or lies in it with more than half of its area.
 */
export type CellClass = 'matched' | 'merged' | 'split' | 'boundary' | 'missed' | 'invented';

/** Classes of the truth cells 1..n; index 0 is unused. */
export function truthClasses({ coveredBy, covers, holds }: Coverage, matches: MatchedPairs): CellClass[] {
  const classes = Array.from(coveredBy, (cover, t): CellClass => {
    if (cover === 0 && holds[t] === 0) return 'missed';
    if (cover > 0 && covers[cover]! > 1) return 'merged';
    return holds[t]! > 1 ? 'split' : 'boundary';
  });
  for (const t of matches.truth) classes[t] = 'matched';
  return classes;
}

/** Classes of the predicted cells 1..n; a cell that covers several is `merged`, one of several in a cell is `split`. */
export function predictionClasses({ covers, liesIn, holds }: Coverage, matches: MatchedPairs): CellClass[] {
  const classes = Array.from(liesIn, (host, p): CellClass => {
    if (host === 0 && covers[p] === 0) return 'invented';
    if (covers[p]! > 1) return 'merged';
    return host > 0 && holds[host]! > 1 ? 'split' : 'boundary';
  });
  for (const p of matches.prediction) classes[p] = 'matched';
  return classes;
}
