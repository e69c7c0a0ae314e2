import type { Metric } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { emptyRuleOf } from './board-metrics.ts';
import { formatScore } from '../../ui/format-score.ts';
import type { Range } from './intervals/board-intervals.ts';
import { WhyLink } from './why-link.tsx';
import { barShare, normalise, withinScale, type Extent } from './scale.ts';

interface ScoreCellProps {
  readonly metric: Metric;
  readonly score: number | null;
  /** Of the rows on screen that count. The score can lie outside. */
  readonly extent: Extent | null;
  readonly isBest: boolean;
  /** Whether it cannot be told from the best. */
  readonly isTied: boolean;
  /** Its confidence interval, where it is known. */
  readonly range: Range | null;
  /** Whether every score of the column is a whole number. */
  readonly isWhole: boolean;
  /** Both ends of its scale where it is rescaled; nothing to show the score itself. */
  readonly ends: Extent | null | undefined;
  /** Where it is explained. */
  readonly why: string;
}

/**
 * One value with its bar. The best of the column is bold, and what cannot be told from it; a rescaled value has its score
 * beside it.
 */
export function ScoreCell(props: ScoreCellProps): ReactNode {
  const { metric, score, extent, isBest, isTied, range, isWhole, ends, why } = props;
  if (score === null || extent === null) return <MissingScore metric={metric} />;
  const share = ends ? normalise(metric, score, ends) : null;
  const bar = share === null ? barShare(metric, score, extent) : withinScale(share);
  const raw = formatScore(metric, score, isWhole);
  return (
    <td className="board-score" title={`${metric.name}: ${String(score)}${metric.unit ? ` ${metric.unit}` : ''}`}>
      <span className="board-value" data-best={isBest || isTied || undefined}>
        <WhyLink href={why}>{share === null ? raw : Math.round(share * 100)}</WhyLink>
        <Standing {...{ isBest, isTied }} />
      </span>
      {share === null ? <RangeWords {...{ metric, range }} /> : <span className="board-raw">{raw}</span>}
      {bar !== null && <Bar share={bar} from={metric.direction === 'lower' ? 'right' : 'left'} />}
    </td>
  );
}

/** What bold type says, for those who do not see it. */
function Standing({ isBest, isTied }: Pick<ScoreCellProps, 'isBest' | 'isTied'>): ReactNode {
  if (isBest) return <span className="visually-hidden"> (best)</span>;
  return isTied && <span className="visually-hidden"> (not told from the best)</span>;
}

function Bar({ share, from }: { readonly share: number; readonly from: 'left' | 'right' }): ReactNode {
  return (
    <span className="board-bar" data-from={from} aria-hidden>
      <span style={{ width: `${(share * 100).toFixed(1)}%` }} />
    </span>
  );
}

/** A confidence interval within what the metric can be, such as "0.71–0.79". */
function RangeWords({ metric, range }: Pick<ScoreCellProps, 'metric' | 'range'>): ReactNode {
  if (range === null) return null;
  const [least, most] = metric.range;
  const ends = [Math.max(range.low, least ?? -Infinity), Math.min(range.high, most ?? Infinity)];
  return <span className="board-range">{ends.map((end) => formatScore(metric, end)).join('–')}</span>;
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
