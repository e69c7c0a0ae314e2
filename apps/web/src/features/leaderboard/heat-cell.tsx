import type { DatasetResult, Metric } from '@cellboard/contract';
import type { CSSProperties, ReactNode } from 'react';
import type { BoardColumn } from './board-columns.ts';
import { formatScore } from '../../ui/format-score.ts';
import { WhyLink } from './why-link.tsx';
import { normalise, withinScale, type Extent } from './scale.ts';

interface HeatCellProps {
  readonly column: BoardColumn;
  readonly score: number | null;
  readonly result: DatasetResult | undefined;
  /** Of the whole table, so that colours of different columns can be compared. A score can lie outside. */
  readonly extent: Extent | null;
  /** Both ends of the scale of a column that is rescaled; null where such a one has no scale, nothing where none is. */
  readonly ends: Extent | null | undefined;
  /** Whether it is the best of its column. */
  readonly isBest: boolean;
  /** How many datasets are behind an overall score, such as "5 of 7"; null where all are. */
  readonly behind: string | null;
  /** Says what the model has seen of the images. */
  readonly badge: ReactNode;
  /** Where it is explained. */
  readonly why: string;
}

/**
 * One score as a number on a colour: the darker the better. What was seen in training is hatched. A rescaled value has its
 * score beside it; one that has no scale among those that have has no colour.
 */
export function HeatCell(props: HeatCellProps): ReactNode {
  const { column, score, result, extent, ends, isBest, behind, badge, why } = props;
  if (score === null || extent === null) return <EmptyCell reason={whyEmpty(column, result)} />;
  const { metric, name } = column;
  const raw = formatScore(metric, score);
  return (
    <td
      className="board-heat"
      data-overall={column.id === 'overall' || undefined}
      data-seen={isSeen(result) || undefined}
      style={heatOf(metric, score, ends === undefined ? extent : ends)}
      title={`${name}: ${String(score)}`}
    >
      <span className="board-value" data-best={isBest || undefined}>
        <WhyLink href={why}>{ends ? Math.round((normalise(metric, score, ends) ?? 0) * 100) : raw}</WhyLink>
        {isBest && <span className="visually-hidden"> (best)</span>}
      </span>
      {ends && <span className="board-behind">{raw}</span>}
      {behind !== null && <span className="board-behind">{behind}</span>}
      {badge}
    </td>
  );
}

const isSeen = (result: DatasetResult | undefined): boolean =>
  result?.exposure === 'seen' || result?.exposure === 'partly';

/** The colour of a score on a scale; none without a scale. */
function heatOf(metric: Metric, score: number, scale: Extent | null): CSSProperties | undefined {
  return scale ? { '--heat': withinScale(normalise(metric, score, scale) ?? 0) } : undefined;
}

function EmptyCell({ reason }: { readonly reason: string }): ReactNode {
  return (
    <td className="board-heat" title={reason}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">{reason}</span>
    </td>
  );
}

function whyEmpty({ id, name, metric }: BoardColumn, result: DatasetResult | undefined): string {
  if (id === 'overall') return 'no overall score without a rank';
  return result ? `${metric.name} is undefined on these images` : `no results on ${name}`;
}
