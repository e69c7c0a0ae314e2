import type { ReactNode } from 'react';
import type { Ranked } from './board-figures.ts';
import {
  CandidateRow,
  colours,
  FigureSvg,
  middleOf,
  namesIn,
  ROW,
  scaleOf,
  type FigureProps,
  type Scale,
} from './figure-parts.tsx';

interface RankFigureProps extends FigureProps {
  readonly candidates: readonly Ranked[];
}

const MOST_NUMBERS = 20;

/** Fewer draws than these get no disc. */
const LEAST_SHARE = 0.005;

/** How often each candidate has each rank over draws of images, as discs, and its rank with the interval, as a line. */
export function RankFigure({ candidates, ...shared }: RankFigureProps): ReactNode {
  const { width, active } = shared;
  const { room } = namesIn(width);
  const count = candidates.length;
  const bottom = count * ROW + 6;
  const x = scaleOf([1, Math.max(2, count)], [room + 14, width - 22]);
  const largest = Math.max(3, Math.min(ROW / 2 - 1, (x(2) - x(1)) / 2));
  return (
    <FigureSvg width={width} height={bottom + 42} label={`Ranks of ${String(count)} candidates over draws of images`}>
      {candidates.map((candidate, row) => (
        <CandidateRow key={candidate.id} {...{ ...shared, row }} id={candidate.id}>
          <Discs {...{ candidate, x, largest }} y={middleOf(row)} isActive={candidate.id === active} />
        </CandidateRow>
      ))}
      {numbersOf(count, width - room).map((rank) => (
        <text key={rank} x={x(rank)} y={bottom + 16} fontSize={12} textAnchor="middle" fill={colours.soft}>
          {rank}
        </text>
      ))}
      <text x={(room + width) / 2} y={bottom + 36} fontSize={12} textAnchor="middle" fill={colours.soft}>
        Rank
      </text>
    </FigureSvg>
  );
}

interface DiscsProps {
  readonly candidate: Ranked;
  readonly x: Scale;
  readonly y: number;
  /** Radius where a rank came up in every draw. */
  readonly largest: number;
  readonly isActive: boolean;
}

function Discs({ candidate: { rank, ranks, shares }, x, y, largest, isActive }: DiscsProps): ReactNode {
  return (
    <>
      <line x1={x(ranks.low)} x2={x(ranks.high)} y1={y} y2={y} stroke={colours.soft} strokeWidth={1.5} />
      {shares.map((share, k) =>
        share < LEAST_SHARE ? null : (
          <circle
            key={k}
            cx={x(k + 1)}
            cy={y}
            r={largest * Math.sqrt(share)}
            fill={colours.accent}
            fillOpacity={isActive ? 0.95 : 0.7}
          >
            <title>{`rank ${String(k + 1)} in ${(share * 100).toFixed(0)} % of draws`}</title>
          </circle>
        ),
      )}
      <line x1={x(rank)} x2={x(rank)} y1={y - 9} y2={y + 9} stroke={colours.ink} strokeWidth={1.5} />
    </>
  );
}

/** The ranks that are written down: all, or every second, third … where there is no room. */
function numbersOf(count: number, room: number): number[] {
  const step = Math.ceil(count / Math.min(MOST_NUMBERS, Math.max(2, Math.floor(room / 28))));
  return Array.from({ length: count }, (_, k) => k + 1).filter((rank) => (rank - 1) % step === 0);
}
