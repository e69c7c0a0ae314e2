import type { Spread } from '@cellboard/contract';
import type { ReactNode } from 'react';

interface SpreadLineProps {
  readonly name: string;
  /** Empty for counts. */
  readonly unit: string;
  readonly spread: Spread;
}

const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const figure = (value: number): string => (value >= 100 ? whole : short).format(value);

/** Five figures of a distribution in words, and drawn as a line with a bar and a mark. */
export function SpreadLine({ name, unit, spread }: SpreadLineProps): ReactNode {
  const { least, p5, median, p95, greatest } = spread;
  const place = scale(least, greatest);
  const units = unit === '' ? '' : `\u00A0${unit}`;
  return (
    <div className="spread">
      <p>
        <span className="spread-name">{name}</span>{' '}
        <span className="spread-words">
          median {figure(median)}
          {units}, middle 90 %: {figure(p5)} – {figure(p95)}
          {units}
        </span>
      </p>
      {greatest > least && (
        <div className="spread-track" aria-hidden>
          <span className="spread-bar" style={{ '--from': place(p5), '--to': place(p95) }} />
          <span className="spread-mark" style={{ '--at': place(median) }} />
        </div>
      )}
      <p className="spread-ends">
        <span>
          <span className="visually-hidden">minimum </span>
          {figure(least)}
        </span>
        {greatest > least && (
          <span>
            <span className="visually-hidden">maximum </span>
            {figure(greatest)}
          </span>
        )}
      </p>
    </div>
  );
}

/** From a value to its place on a logarithmic line from 0 to 1 that also takes 0. */
function scale(least: number, greatest: number): (value: number) => number {
  const length = Math.log1p(greatest) - Math.log1p(least);
  return (value) => (length > 0 ? (Math.log1p(value) - Math.log1p(least)) / length : 0);
}
