import type { Metric } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { formatScore } from './format-score.ts';
import { emptyRuleOf } from './metric-groups.ts';
import { barShare, bestOf, normalise, type Extent } from './scale.ts';

interface ScoreCellProps {
  readonly metric: Metric;
  readonly score: number | null;
  /** Of the rows on screen. */
  readonly extent: Extent | null;
  readonly normalised: boolean;
}

/** One value with its bar. The best of the column is bold; a normalised value has its raw one beneath. */
export function ScoreCell({ metric, score, extent, normalised }: ScoreCellProps): ReactNode {
  if (score === null || extent === null) return <MissingScore metric={metric} />;
  const share = normalised ? normalise(metric, score, extent) : null;
  const bar = share ?? barShare(metric, score, extent);
  const best = score === bestOf(metric, extent);
  const raw = formatScore(metric, score);
  return (
    <td className="board-score" title={`${metric.name}: ${String(score)}${metric.unit ? ` ${metric.unit}` : ''}`}>
      <span className="board-value" data-best={best || undefined}>
        {share === null ? raw : Math.round(share * 100)}
        {best && <span className="visually-hidden"> (best)</span>}
      </span>
      {share !== null && <span className="board-raw">{raw}</span>}
      <span
        className="board-bar"
        data-kind={share === null && metric.direction !== 'higher' ? 'plain' : 'good'}
        aria-hidden
      >
        <span style={{ width: `${(bar * 100).toFixed(1)}%` }} />
      </span>
    </td>
  );
}

function MissingScore({ metric }: { readonly metric: Metric }): ReactNode {
  const reason = `No score: these images give ${metric.name} nothing to judge. ${emptyRuleOf(metric)}`;
  return (
    <td className="board-score" title={reason}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">{reason}</span>
    </td>
  );
}
