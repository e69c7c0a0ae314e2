import type { ReactNode } from 'react';
import type { Ranked } from './board-figures.ts';
import {
  CandidateRow,
  colours,
  extentOf,
  FigureSvg,
  middleOf,
  namesIn,
  ROW,
  scaleOf,
  XAxis,
  type FigureProps,
} from './figure-parts.tsx';

interface DotFigureProps extends FigureProps {
  readonly candidates: readonly Ranked[];
  /** Of the metric, with its unit. */
  readonly metric: string;
}

/** Scores as dots on their intervals, the best candidate on top. */
export function DotFigure({ candidates, metric, ...shared }: DotFigureProps): ReactNode {
  const { width, active } = shared;
  const { room } = namesIn(width);
  const extent = extentOf(candidates.flatMap(({ score, range }) => [score, ...(range ? [range.low, range.high] : [])]));
  const bottom = candidates.length * ROW + 6;
  const x = scaleOf(extent, [room, width - 12]);
  return (
    <FigureSvg width={width} height={bottom + 42} label={`${metric} of ${String(candidates.length)} candidates`}>
      <XAxis {...{ extent, x, bottom }} top={0} count={width < 500 ? 4 : 8} />
      {candidates.map(({ id, score, range, ranks }, row) => {
        const y = middleOf(row);
        const colour = ranks.low === 1 || id === active ? colours.accent : colours.soft;
        return (
          <CandidateRow key={id} {...{ ...shared, id, row }}>
            {range && <line x1={x(range.low)} x2={x(range.high)} y1={y} y2={y} stroke={colour} strokeWidth={2} />}
            <circle cx={x(score)} cy={y} r={id === active ? 6 : 4.5} fill={colour} />
          </CandidateRow>
        );
      })}
      <text x={(room + width) / 2} y={bottom + 36} fontSize={12} textAnchor="middle" fill={colours.soft}>
        {metric}
      </text>
    </FigureSvg>
  );
}
