import type { Metric } from '@cellboard/contract';
import { counted } from '../../../ui/counted.ts';
import { formatScore } from '../../../ui/format-score.ts';
import type { PairedRow } from './paired-summary.ts';

/** A difference with its sign, with as many decimals as scores of the metric have. */
export function differenceWords(metric: Pick<Metric, 'range' | 'unit'>, difference: number): string {
  const size = formatScore(metric, Math.abs(difference), false);
  const isNone = /^[0.]*$/.test(size);
  return isNone ? size : `${difference > 0 ? '+' : '−'}${size}`;
}

/** A probability as people read it. */
export const pWords = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(p < 0.1 ? 3 : 2));

/** Below this, a count so uneven is rare where both are equally good. */
const RARE = 0.05;

/** One row in sentences: who is better on how many images, and whether that can be chance. */
export function pairedWords(
  { images, groups, better, tied, worse, p }: PairedRow,
  metric: Pick<Metric, 'name'>,
  [first, second]: readonly [string, string],
): string {
  const [winner, most, loser, fewest] =
    better >= worse ? [first, better, second, worse] : [second, worse, first, better];
  const ties = tied === 0 ? '' : `; ${counted(tied, 'is', 'are')} tied`;
  const counts =
    better === worse
      ? `By ${metric.name}, each is better on ${String(better)} of ${String(images)} images${ties}.`
      : `By ${metric.name}, ${winner} is better on ${String(most)} of ${String(images)} images, and ${loser} on ${String(fewest)}${ties}.`;
  const over = groups === images ? '' : ` over ${String(groups)} groups of images, such as movies`;
  const chance =
    p < RARE
      ? `So uneven a count is rare where both are equally good (sign test${over}, p ${equals(p)}).`
      : `Such a count is no proof that one is better (sign test${over}, p ${equals(p)}).`;
  return `${counts} ${chance}`;
}

const equals = (p: number): string => (p < 0.001 ? pWords(p) : `= ${pWords(p)}`);
