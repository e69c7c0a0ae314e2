import type { CandidateId } from '@cellboard/contract';
import type { RankingMethod } from '@cellboard/metrics';
import { grouped } from '../../ui/counted.ts';
import type { BoardFigures, Pair } from './board-figures.ts';

/** Whether a difference is more than chance, looked at by itself. */
export const isToldApart = ({ range }: Pair): boolean => range.low > 0 || range.high < 0;

interface PairNames {
  readonly nameOf: (id: CandidateId) => string;
  readonly format: (difference: number) => string;
}

/** What is known of a pair, in sentences. */
export function pairWords(pair: Pair, { nameOf, format }: PairNames): string {
  const { first, second, difference, range, smallestShown } = pair;
  const names = `${nameOf(first)} − ${nameOf(second)}`;
  const values = `${format(difference)} (95 %: ${format(range.low)} to ${format(range.high)})`;
  return `${names}: ${values}. ${neededWords(pair)} The smallest difference that these images show is about ${format(smallestShown)}.`;
}

/** How many more images would be needed, as a sentence. */
export function neededWords(pair: Pair): string {
  if (isToldApart(pair)) return 'They can be told apart.';
  const { moreImages } = pair;
  if (moreImages === null || moreImages > 1_000_000) return 'They are as good as equal here.';
  return `About ${grouped(rounded(moreImages))} more such images would tell them apart.`;
}

/** An estimate with two digits: more would pretend to be known. */
function rounded(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.ceil(count / unit) * unit;
}

/** What each way to rank is called, in short. */
export const methodNames = {
  meanThenRank: 'Mean',
  medianThenRank: 'Median',
  rankThenMean: 'Mean rank',
  borda: 'Borda',
  testThenRank: 'Tests',
} as const satisfies Record<RankingMethod, string>;

/** And what it does. */
export const methodWords = {
  meanThenRank: 'by the mean score over images, as the leaderboard does',
  medianThenRank: 'by the median score; medians get no interval, because resampled medians cover badly',
  rankThenMean: 'candidates are ranked on each image, and the mean rank decides',
  borda: 'a point on each image for each candidate that is beaten, half for a tie',
  testThenRank: 'by how many others are beaten in Wilcoxon tests at 5 % after Holm’s correction',
} as const satisfies Record<RankingMethod, string>;

/** From what the figures were made. */
export function basisWords({ images, clusters }: Pick<BoardFigures, 'images' | 'clusters'>): string {
  const groups = clusters === images ? '' : ` in ${grouped(clusters)} groups such as movies or slides`;
  return `From ${grouped(images)} images${groups}.`;
}
