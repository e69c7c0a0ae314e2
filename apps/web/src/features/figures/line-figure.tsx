import type { CandidateId } from '@cellboard/contract';
import type { ReactNode } from 'react';
import {
  CandidateGroup,
  colours,
  cut,
  FigureSvg,
  LETTER,
  scaleOf,
  type FigureProps,
  type Scale,
} from './figure-parts.tsx';
import { spread } from './spread.ts';

/** A candidate's values at each stop, from left to right; null where there is none. */
export interface Line {
  readonly id: CandidateId;
  readonly values: readonly (number | null)[];
}

interface LineFigureProps extends FigureProps {
  readonly lines: readonly Line[];
  /** What stands under the stops. */
  readonly stops: readonly string[];
  /** Values at the bottom and at the top. */
  readonly extent: readonly [number, number];
  /** Values that get a line and a number at the left. */
  readonly marks: readonly number[];
  readonly height: number;
  readonly label: string;
}

const TOP = 10;
const LEFT = 34;

/** A line for each candidate over some stops, with its name at the right end. */
export function LineFigure(props: LineFigureProps): ReactNode {
  const { width, lines, stops, extent, marks, height, label, nameOf, active, onActive } = props;
  const room = Math.round(Math.min(210, width * 0.38));
  const bottom = height - 30;
  const x = scaleOf([0, Math.max(1, stops.length - 1)], [LEFT + 16, width - room - 26]);
  const y = scaleOf(extent, [bottom, TOP]);
  const every = Math.ceil(36 / Math.max(1, x(1) - x(0)));
  const ends = lines.map(({ values }) => y(values.findLast((value) => value !== null) ?? extent[0]));
  const labels = spread(ends, { gap: 16, low: TOP, high: bottom });
  return (
    <FigureSvg {...{ width, height, label }}>
      {marks.map((mark) => (
        <g key={mark} aria-hidden>
          <line x1={LEFT} x2={width - room} y1={y(mark)} y2={y(mark)} stroke={colours.line} />
          <text x={LEFT - 6} y={y(mark) + 4} fontSize={12} textAnchor="end" fill={colours.soft}>
            {mark}
          </text>
        </g>
      ))}
      {stops.map((stop, k) =>
        k % every !== 0 ? null : (
          <text key={stop} x={x(k)} y={height - 8} fontSize={12} textAnchor="middle" fill={colours.soft}>
            {stop}
          </text>
        ),
      )}
      {lines.map((line, k) => (
        <CandidateGroup
          key={line.id}
          id={line.id}
          onActive={onActive}
          opacity={active !== null && line.id !== active ? 0.35 : 1}
        >
          <Way {...{ line, x, y }} isActive={line.id === active} />
          <path
            d={`M${(x(stops.length - 1) + 5).toFixed(1)} ${(ends[k] ?? TOP).toFixed(1)}L${String(width - room - 4)} ${(labels[k] ?? TOP).toFixed(1)}`}
            stroke={colours.line}
            fill="none"
          />
          <EndName
            name={nameOf(line.id)}
            x={width - room}
            y={labels[k] ?? TOP}
            {...{ room }}
            isActive={line.id === active}
          />
        </CandidateGroup>
      ))}
    </FigureSvg>
  );
}

interface WayProps {
  readonly line: Line;
  readonly x: Scale;
  readonly y: Scale;
  readonly isActive: boolean;
}

function Way({ line: { values }, x, y, isActive }: WayProps): ReactNode {
  const stroke = isActive ? colours.accent : colours.soft;
  return (
    <>
      <path d={pathOf(values, x, y)} fill="none" stroke={stroke} strokeWidth={isActive ? 3 : 1.75} />
      {values.map((value, stop) =>
        value === null ? null : <circle key={stop} cx={x(stop)} cy={y(value)} r={isActive ? 4 : 3} fill={stroke} />,
      )}
    </>
  );
}

interface EndNameProps {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** In pixels. */
  readonly room: number;
  readonly isActive: boolean;
}

function EndName({ name, x, y, room, isActive }: EndNameProps): ReactNode {
  const fill = isActive ? colours.accent : colours.ink;
  return (
    <text x={x} y={y + 4} fontSize={12.5} fontWeight={isActive ? 650 : 400} fill={fill}>
      <title>{name}</title>
      {cut(name, Math.floor(room / LETTER))}
    </text>
  );
}

/** Goes on behind a gap where it began before it: a line never bridges what is not known. */
function pathOf(values: readonly (number | null)[], x: Scale, y: Scale): string {
  let isOpen = false;
  return values
    .map((value, k) => {
      if (value === null) {
        isOpen = false;
        return '';
      }
      const step = `${isOpen ? 'L' : 'M'}${x(k).toFixed(1)} ${y(value).toFixed(1)}`;
      isOpen = true;
      return step;
    })
    .join('');
}
