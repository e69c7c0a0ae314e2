import type { DatasetResult } from '@cellboard/contract';
import type { ReactNode } from 'react';
import type { BoardColumn } from './board-columns.ts';
import { formatScore } from '../../ui/format-score.ts';
import { normalise, withinScale, type Extent } from './scale.ts';

interface HeatCellProps {
  readonly column: BoardColumn;
  readonly score: number | null;
  readonly result: DatasetResult | undefined;
  /** Of the whole table, so that colours of different columns can be compared. A score can lie outside. */
  readonly extent: Extent | null;
  /** Whether it is the best of its column. */
  readonly isBest: boolean;
  /** How many datasets are behind an overall score, such as "5 of 7"; null where all are. */
  readonly behind: string | null;
  /** Says what the model has seen of the images. */
  readonly badge: ReactNode;
}

/** One score as a number on a colour: the darker the better. What was seen in training is hatched. */
export function HeatCell({ column, score, result, extent, isBest, behind, badge }: HeatCellProps): ReactNode {
  const { metric, name } = column;
  if (score === null || extent === null) {
    const reason = whyEmpty(column, result);
    return (
      <td className="board-heat" title={reason}>
        <span aria-hidden>–</span>
        <span className="visually-hidden">{reason}</span>
      </td>
    );
  }
  const isSeen = result?.exposure === 'seen' || result?.exposure === 'partly';
  return (
    <td
      className="board-heat"
      data-overall={column.id === 'overall' || undefined}
      data-seen={isSeen || undefined}
      style={{ '--heat': withinScale(normalise(metric, score, extent) ?? 0) }}
      title={`${name}: ${String(score)}`}
    >
      <span className="board-value" data-best={isBest || undefined}>
        {formatScore(metric, score)}
        {isBest && <span className="visually-hidden"> (best)</span>}
      </span>
      {behind !== null && <span className="board-behind">{behind}</span>}
      {badge}
    </td>
  );
}

function whyEmpty({ id, name, metric }: BoardColumn, result: DatasetResult | undefined): string {
  if (id === 'overall') return 'no overall score without a rank';
  return result ? `${metric.name} is undefined on these images` : `no results on ${name}`;
}
