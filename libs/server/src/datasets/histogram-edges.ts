/** What the edges of a histogram depend on. */
export interface Spanned {
  readonly least: number;
  readonly p5: number;
  readonly greatest: number;
}

/** Most parts of equal length, but for one where the values do not begin at an edge. */
const MOST_BINS = 12;

/** From which ratio on parts grow with the values. */
const WIDE = 50;

/** Least part of the greatest value that has a part of its own in growing ones. */
const FINEST = 1e-6;

/**
 * The edges of a histogram: round numbers, the first at most the least value and the last above the greatest. Parts are
 * equally long, or grow as 1, 2, 5, 10 … where values differ by orders of magnitude.
 *
 * @param span of values from 0
 * @returns in ascending order; at least two, at most 41
 */
export function histogramEdges({ least, p5, greatest }: Spanned, isWhole: boolean): number[] {
  const start = Math.max(p5, greatest * FINEST, isWhole ? 1 : 0);
  return start > 0 && greatest / start > WIDE ? growing({ least, greatest }, isWhole ? 1 : start) : equal(least, greatest, isWhole); // prettier-ignore
}

function equal(least: number, greatest: number, isWhole: boolean): number[] {
  const span = greatest - least || Math.abs(least) || 1;
  const power = Math.floor(Math.log10(span / MOST_BINS));
  const steps = [1, 2, 2.5, 5, 10].map((digit) => Number(`${digit}e${power}`));
  const fits = (one: number) => span / one <= MOST_BINS && (!isWhole || Number.isInteger(one));
  const step = steps.find(fits) ?? 1;
  const edges: number[] = [];
  for (let k = Math.floor(least / step + 1e-9); edges.length < 2 || (edges.at(-1) ?? 0) <= greatest; k++)
    edges.push(rounded(k * step));
  return edges;
}

function growing({ least, greatest }: Pick<Spanned, 'least' | 'greatest'>, start: number): number[] {
  let place = Math.floor(Math.log10(start)) * 3;
  while (roundStep(place + 1) <= start) place++;
  const edges = least < roundStep(place) ? [0] : [];
  do edges.push(roundStep(place));
  while (roundStep(place++) <= greatest);
  return edges;
}

/** 1, 2, 5, 10, 20 …: the number at a place of that sequence, where 1 is at 0. */
function roundStep(place: number): number {
  const [power, digit] = [Math.floor(place / 3), ((place % 3) + 3) % 3];
  return Number(`${[1, 2, 5][digit] ?? 1}e${power}`);
}

/** Without what adding fractions leaves, such as 0.30000000000000004. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
