import type { ReactNode } from 'react';
import { formatScore } from '../../ui/format-score.ts';
import { scalesOf, type Scaling } from './board-scales.ts';

/** What the colours of a heat map mean. */
export function HeatLegend({ board, columns, rows }: Omit<Scaling, 'drawing'>): ReactNode {
  const [column] = columns;
  const extent = column && scalesOf({ board, columns, rows, drawing: 'heat' }).extents.get(column.id);
  if (!extent) return null;
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
