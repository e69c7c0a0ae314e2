import type { Metric } from '@cellboard/contract';

const share = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/**
 * A score as it stands in the table: three decimals within a bounded range, lengths shorter as they grow.
 *
 * @param isWhole whether a count is written without decimals, as in a column of whole counts
 */
export function formatScore(
  metric: Pick<Metric, 'range' | 'unit'>,
  score: number,
  isWhole = Number.isInteger(score),
): string {
  if (metric.range[1] !== null) return share.format(score);
  if (metric.unit !== 'px' && isWhole) return whole.format(score);
  if (score < 10) return twoDecimals.format(score);
  return score < 1000 ? oneDecimal.format(score) : whole.format(score);
}

/** How to read a metric, in words. */
export function directionWords(metric: Metric): string {
  switch (metric.direction) {
    case 'higher':
      return 'Higher is better.';
    case 'lower':
      return 'Lower is better.';
    case 'none':
      return 'A description: neither high nor low is better.';
  }
}

/** The same as a sign beside the name. */
export const directionSign = { higher: '↑', lower: '↓', none: '' } as const satisfies Record<
  Metric['direction'],
  string
>;
