import type { ReactNode } from 'react';
import { formatScore } from '../../ui/format-score.ts';
import { isHuman } from './board-drawing.ts';
import { scalesOf, type Scaling } from './board-scales.ts';

/** What the colours of a heat map mean. */
export function HeatLegend({ board, columns, rows, drawing }: Scaling): ReactNode {
  const [column] = columns;
  const extent = column && scalesOf({ board, columns, rows, drawing }).extents.get(column.id);
  if (!extent) return null;
  const { metric } = column;
  const ends = metric.direction === 'lower' ? [extent.max, extent.min] : [extent.min, extent.max];
  const [worst, best] = isHuman(drawing) ? ['chance', 'human'] : ends.map((end) => formatScore(metric, end));
  return (
    <p className="heat-legend">
      <span>{worst}</span>
      <span className="heat-legend-scale" aria-hidden />
      <span className="visually-hidden">from pale to strong to</span>
      <span>{best}</span>
      <span className="heat-legend-seen" aria-hidden />
      <span>seen in training</span>
    </p>
  );
}
