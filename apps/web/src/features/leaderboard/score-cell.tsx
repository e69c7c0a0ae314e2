import type { Metric } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { emptyRuleOf } from './board-metrics.ts';
import { formatScore } from '../../ui/format-score.ts';
import { barShare, normalise, withinScale, type Extent } from './scale.ts';

interface ScoreCellProps {
  readonly metric: Metric;
  readonly score: number | null;
  /** Of the rows on screen that count. The score can lie outside. */
  readonly extent: Extent | null;
  readonly isBest: boolean;
  /** Whether every score of the column is a whole number. */
  readonly isWhole: boolean;
  readonly normalised: boolean;
}

/** One value with its bar. The best of the column is bold; a rescaled value has its score beside it. */
export function ScoreCell({ metric, score, extent, isBest, isWhole, normalised }: ScoreCellProps): ReactNode {
  if (score === null || extent === null) return <MissingScore metric={metric} />;
  const share = normalised ? normalise(metric, score, extent) : null;
  const bar = share === null ? barShare(metric, score, extent) : withinScale(share);
  const raw = formatScore(metric, score, isWhole);
  return (
    <td className="board-score" title={`${metric.name}: ${String(score)}${metric.unit ? ` ${metric.unit}` : ''}`}>
      <span className="board-value" data-best={isBest || undefined}>
        {share === null ? raw : Math.round(share * 100)}
        {isBest && <span className="visually-hidden"> (best)</span>}
      </span>
      {share !== null && <span className="board-raw">{raw}</span>}
      {bar !== null && (
        <span className="board-bar" data-from={metric.direction === 'lower' ? 'right' : 'left'} aria-hidden>
          <span style={{ width: `${(bar * 100).toFixed(1)}%` }} />
        </span>
      )}
    </td>
  );
}

function MissingScore({ metric }: { readonly metric: Metric }): ReactNode {
  const reason = `No score: ${metric.name} is undefined on these images. ${emptyRuleOf(metric)}`;
  return (
    <td className="board-score" title={reason}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">{reason}</span>
    </td>
  );
}
