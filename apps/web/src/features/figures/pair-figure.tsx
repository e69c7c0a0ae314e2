import type { CandidateId } from '@cellboard/contract';
import type { ReactNode } from 'react';
import type { Pair } from './board-figures.ts';
import { CandidateGroup, colours, cut, FigureSvg, namesIn, RowName, type FigureProps } from './figure-parts.tsx';
import { isToldApart, pairWords } from './figure-words.ts';

interface PairFigureProps extends FigureProps {
  /** The compared ones, the best first. */
  readonly ids: readonly CandidateId[];
  readonly pairs: readonly Pair[];
  readonly format: (difference: number) => string;
}

/** From this side on, in pixels, a cell has its difference in it. */
const ROOMY = 38;

/** Which of two candidates differ by more than chance: filled where they do, an outline where they cannot be told apart. */
export function PairFigure({ ids, pairs, format, ...shared }: PairFigureProps): ReactNode {
  const { width, nameOf, active, onActive } = shared;
  const { room, letters } = namesIn(width);
  const side = Math.max(10, Math.min(46, (width - room - 8) / ids.length));
  const bottom = side * ids.length;
  const told = pairs.filter(isToldApart).length;
  const label = `${String(told)} of ${String(pairs.length)} pairs of candidates can be told apart`;
  return (
    <FigureSvg width={width} height={bottom + 26} label={label}>
      {ids.map((id, row) => (
        <g key={id}>
          <CandidateGroup {...{ id, onActive }}>
            <RowName
              {...{ letters }}
              name={`${String(row + 1)} ${nameOf(id)}`}
              x={room - 10}
              y={(row + 0.5) * side}
              isActive={id === active}
            />
          </CandidateGroup>
          <text x={room + (row + 0.5) * side} y={bottom + 18} fontSize={12} textAnchor="middle" fill={colours.soft}>
            {row + 1}
          </text>
        </g>
      ))}
      {pairs.map((pair) => {
        const [row, column] = [ids.indexOf(pair.first), ids.indexOf(pair.second)];
        const isActive = pair.first === active || pair.second === active;
        return (
          <PairCell
            key={`${pair.first} ${pair.second}`}
            {...{ pair, side, isActive, format, nameOf }}
            x={room + column * side}
            y={row * side}
          />
        );
      })}
    </FigureSvg>
  );
}

interface PairCellProps extends Pick<PairFigureProps, 'format' | 'nameOf'> {
  readonly pair: Pair;
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly isActive: boolean;
}

function PairCell({ pair, x, y, side, isActive, format, nameOf }: PairCellProps): ReactNode {
  const isTold = isToldApart(pair);
  const edge = isTold ? colours.accent : colours.line;
  return (
    <g>
      <rect
        x={x + 1}
        y={y + 1}
        width={side - 2}
        height={side - 2}
        rx={3}
        fill={isTold ? colours.accent : colours.ground}
        stroke={isActive ? colours.ink : edge}
        strokeWidth={isActive ? 2 : 1}
      >
        <title>{pairWords(pair, { nameOf, format })}</title>
      </rect>
      {side >= ROOMY && (
        <text
          x={x + side / 2}
          y={y + side / 2 + 4}
          fontSize={11}
          textAnchor="middle"
          pointerEvents="none"
          fill={isTold ? colours.ground : colours.soft}
        >
          {cut(format(Math.abs(pair.difference)), 6)}
        </text>
      )}
    </g>
  );
}
