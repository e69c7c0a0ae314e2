import type { LeaderboardRow } from '@cellboard/contract';
import type { ReactNode } from 'react';
import type { BoardColumn } from './board-columns.ts';
import { formatScore } from '../../ui/format-score.ts';
import { extentOf } from './scale.ts';

interface HeatLegendProps {
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly LeaderboardRow[];
}

/** What the colours of a heat map mean. */
export function HeatLegend({ columns, rows }: HeatLegendProps): ReactNode {
  const [column] = columns;
  const extent = extentOf(rows.flatMap((row) => columns.map(({ score }) => score(row))));
  if (!column || !extent) return null;
  const { metric } = column;
  const [worst, best] = metric.direction === 'lower' ? [extent.max, extent.min] : [extent.min, extent.max];
  return (
    <p className="heat-legend">
      <span>{formatScore(metric, worst)}</span>
      <span className="heat-legend-scale" aria-hidden />
      <span className="visually-hidden">from pale to strong to</span>
      <span>{formatScore(metric, best)}</span>
      <span className="heat-legend-seen" aria-hidden />
      <span>seen in training</span>
    </p>
  );
}
