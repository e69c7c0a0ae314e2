import type { CandidateId } from '@cellboard/contract';
import { ticks, tickStep } from 'd3-array';
import type { ReactNode } from 'react';

/** Colours of the page, with those of a file behind them: `fileSvg` keeps only the latter. */
export const colours = {
  ink: 'var(--ink, #1a2126)',
  soft: 'var(--ink-soft, #55606a)',
  line: 'var(--line, #d9dfe3)',
  accent: 'var(--accent, #0f5f6b)',
  ground: 'var(--surface, #ffffff)',
} as const;

/** What every figure gets. */
export interface FigureProps {
  /** In CSS pixels. */
  readonly width: number;
  readonly nameOf: (id: CandidateId) => string;
  /** The candidate under the pointer, in whichever figure. */
  readonly active: CandidateId | null;
  readonly onActive: (id: CandidateId | null) => void;
}

/** Where a number lies in a figure. */
export type Scale = (value: number) => number;

/** A scale between two ends. */
export function scaleOf([low, high]: readonly [number, number], [from, to]: readonly [number, number]): Scale {
  const span = high - low;
  return (value) => (span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from));
}

/** Both ends of some numbers, with a little room. */
export function extentOf(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) * 0.04 || Math.abs(high) * 0.1 || 1;
  return [low - room, high + room];
}

/** Width of a letter of 13 pixels, rather too much than too little. */
export const LETTER = 7.4;

/** The width of the names at the left, and how many letters fit. */
export function namesIn(width: number): { readonly room: number; readonly letters: number } {
  const room = Math.round(Math.min(230, width * 0.36));
  return { room, letters: Math.floor((room - 14) / LETTER) };
}

/** A text that ends in … where it is longer than there is room. */
export const cut = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;

interface AxisProps {
  readonly extent: readonly [number, number];
  readonly x: Scale;
  readonly top: number;
  readonly bottom: number;
  readonly count: number;
}

/** Lines at round numbers, with the numbers below. */
export function XAxis({ extent, x, top, bottom, count }: AxisProps): ReactNode {
  const marks = ticks(extent[0], extent[1], count);
  const digits = Math.max(0, -Math.floor(Math.log10(Math.abs(tickStep(extent[0], extent[1], count)))));
  return (
    <g aria-hidden>
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={x(mark)} x2={x(mark)} y1={top} y2={bottom} stroke={colours.line} />
          <text x={x(mark)} y={bottom + 16} fontSize={12} textAnchor="middle" fill={colours.soft}>
            {mark.toFixed(digits)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface CandidateGroupProps extends Pick<FigureProps, 'onActive'> {
  readonly id: CandidateId;
  readonly opacity?: number;
  readonly children: ReactNode;
}

/** What belongs to one candidate: under the pointer it is marked in every figure. */
export function CandidateGroup({ id, opacity, onActive, children }: CandidateGroupProps): ReactNode {
  return (
    <g
      data-candidate={id}
      opacity={opacity}
      onPointerEnter={() => {
        onActive(id);
      }}
      onPointerLeave={() => {
        onActive(null);
      }}
    >
      {children}
    </g>
  );
}

/** Height of a row in figures with a row for each candidate. */
export const ROW = 26;

/** The middle of a row. */
export const middleOf = (row: number): number => row * ROW + ROW / 2 + 2;

interface RowProps extends FigureProps {
  readonly id: CandidateId;
  /** From 0. */
  readonly row: number;
  readonly children: ReactNode;
}

/** A row with the name of its candidate at the left. */
export function CandidateRow({ id, row, width, nameOf, active, onActive, children }: RowProps): ReactNode {
  const { room, letters } = namesIn(width);
  const y = middleOf(row);
  return (
    <CandidateGroup id={id} onActive={onActive}>
      <rect y={y - ROW / 2} {...{ width }} height={ROW} fill={colours.ground} fillOpacity={id === active ? 0.6 : 0} />
      <RowName {...{ letters, y }} name={nameOf(id)} x={room - 10} isActive={id === active} />
      {children}
    </CandidateGroup>
  );
}

interface NameProps {
  readonly name: string;
  readonly letters: number;
  readonly x: number;
  readonly y: number;
  readonly isActive: boolean;
}

/** The name of a row, at the left of what is drawn. */
export function RowName({ name, letters, x, y, isActive }: NameProps): ReactNode {
  return (
    <text x={x} y={y + 4} fontSize={13} textAnchor="end" fill={colours.ink} fontWeight={isActive ? 650 : 400}>
      <title>{name}</title>
      {cut(name, letters)}
    </text>
  );
}

interface SvgProps {
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** The frame of every figure. */
export function FigureSvg({ width, height, label, children }: SvgProps): ReactNode {
  return (
    <svg
      {...{ width, height }}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      fontFamily="Inter Variable, Inter, Helvetica, Arial, sans-serif"
      role="img"
      aria-label={label}
    >
      {children}
    </svg>
  );
}
