import type { Rows } from './arbitrary-pairs.fixture.ts';

/*
 * A second implementation, written for reading only: cells are lists of points, everything is a double loop, and
 * assignments are found by trying them all. It has nothing in common with the kernels.
 */

type Point = readonly [row: number, column: number];
type Cell = readonly Point[];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? null : sum(values) / values.length);
const max = (values: readonly number[]) => Math.max(0, ...values);
const same = ([y, x]: Point, [v, u]: Point) => y === v && x === u;
const distance = ([y, x]: Point, [v, u]: Point) => Math.hypot(y - v, x - u);

function cellsOf(rows: Rows): Cell[] {
  const ids = [...new Set(rows.flat())].filter((id) => id > 0).sort((a, b) => a - b);
  return ids.map((id) => rows.flatMap((row, y) => row.flatMap((value, x) => (value === id ? [[y, x] as const] : []))));
}

const shared = (a: Cell, b: Cell) => a.filter((p) => b.some((q) => same(p, q))).length;
const iou = (a: Cell, b: Cell) => shared(a, b) / (a.length + b.length - shared(a, b));
const dice = (a: Cell, b: Cell) => (2 * shared(a, b)) / (a.length + b.length);
const directed = (a: Cell, b: Cell) => a.map((p) => Math.min(...b.map((q) => distance(p, q))));
const hausdorff = (a: Cell, b: Cell) => max([...directed(a, b), ...directed(b, a)]);

/** Every way to pair some of the first with some of the second, one to one. */
function assignments(truth: readonly Cell[], free: readonly Cell[]): (readonly [Cell, Cell])[][] {
  const [first, ...rest] = truth;
  if (!first) return [[]];
  const alone = assignments(rest, free);
  const paired = free.flatMap((p) =>
    assignments(
      rest,
      free.filter((q) => q !== p),
    ).map((others) => [[first, p] as const, ...others]),
  );
  return [...alone, ...paired];
}

/** Means over the truth cells of the best predicted cell. */
export function naiveBest(truthRows: Rows, predictionRows: Rows) {
  const [truth, prediction] = [cellsOf(truthRows), cellsOf(predictionRows)];
  const diagonal = Math.hypot(truthRows.length, truthRows[0]!.length);
  return {
    mDice: mean(truth.map((g) => max(prediction.map((p) => dice(g, p))))),
    mIoU: mean(truth.map((g) => max(prediction.map((p) => iou(g, p))))),
    mHD: mean(
      truth.map((g) => (prediction.length === 0 ? diagonal : Math.min(...prediction.map((p) => hausdorff(g, p))))),
    ),
  };
}

/** The largest number of pairs that satisfy a condition, by trying all assignments. */
export function naiveMatches(
  truthRows: Rows,
  predictionRows: Rows,
  matches: (intersection: number, union: number) => boolean,
): number {
  const allowed = (g: Cell, p: Cell) => matches(shared(g, p), g.length + p.length - shared(g, p));
  const all = assignments(cellsOf(truthRows), cellsOf(predictionRows));
  return Math.max(...all.map((pairs) => (pairs.every(([g, p]) => allowed(g, p)) ? pairs.length : 0)));
}

/** Sum of the IoU above 1/2. */
export function naiveIouSum(truthRows: Rows, predictionRows: Rows): number {
  const ious = cellsOf(truthRows).flatMap((g) => cellsOf(predictionRows).map((p) => iou(g, p)));
  return sum(ious.filter((value) => value > 0.5));
}

/** AJI over given partners. */
function jaccard(
  pairs: readonly (readonly [Cell, Cell])[],
  truth: readonly Cell[],
  prediction: readonly Cell[],
): number {
  const unused = prediction.filter((p) => !pairs.some(([, q]) => p === q));
  const alone = truth.filter((g) => !pairs.some(([h]) => g === h));
  const union = sum(pairs.map(([g, p]) => g.length + p.length - shared(g, p)));
  return (
    sum(pairs.map(([g, p]) => shared(g, p))) /
    (union + sum(unused.map((p) => p.length)) + sum(alone.map((g) => g.length)))
  );
}

/** AJI with the first best partner of every truth cell. */
export function naiveAji(truthRows: Rows, predictionRows: Rows): number {
  const [truth, prediction] = [cellsOf(truthRows), cellsOf(predictionRows)];
  const pairs = truth.flatMap((g) => {
    const ious = prediction.map((p) => iou(g, p));
    const best = max(ious);
    return best > 0 ? [[g, prediction[ious.indexOf(best)]!] as const] : [];
  });
  return jaccard(pairs, truth, prediction);
}

/** Every value that AJI+ has under an assignment with the largest sum of IoU; several where that is tied. */
export function naiveAjiPlus(truthRows: Rows, predictionRows: Rows): number[] {
  const [truth, prediction] = [cellsOf(truthRows), cellsOf(predictionRows)];
  const all = assignments(truth, prediction).map((pairs) => pairs.filter(([g, p]) => shared(g, p) > 0));
  const weight = (pairs: readonly (readonly [Cell, Cell])[]) => sum(pairs.map(([g, p]) => iou(g, p)));
  const best = Math.max(...all.map(weight));
  return all.filter((pairs) => weight(pairs) > best - 1e-9).map((pairs) => jaccard(pairs, truth, prediction));
}

/** Metrics of coverage. */
export function naiveCoverage(truthRows: Rows, predictionRows: Rows) {
  const [truth, prediction] = [cellsOf(truthRows), cellsOf(predictionRows)];
  const covers = (p: Cell, g: Cell) => shared(g, p) > g.length / 2;
  const liesIn = (p: Cell, g: Cell) => shared(g, p) > p.length / 2;
  const covered = (p: Cell) => truth.filter((g) => covers(p, g)).length;
  const missing = truth.filter((g) => !prediction.some((p) => covers(p, g))).length;
  const cost = 10 * missing + sum(prediction.map((p) => (covered(p) === 0 ? 1 : 5 * (covered(p) - 1))));
  return {
    seg: mean(truth.map((g) => sum(prediction.filter((p) => covers(p, g)).map((p) => iou(g, p))))),
    det: truth.length === 0 ? null : 1 - Math.min(cost, 10 * truth.length) / (10 * truth.length),
    splits: truth.filter((g) => prediction.filter((p) => liesIn(p, g)).length > 1).length,
    merges: prediction.filter((p) => covered(p) > 1).length,
    missed: truth.filter((g) => !prediction.some((p) => covers(p, g) || liesIn(p, g))).length,
    invented: prediction.filter((p) => !truth.some((g) => covers(p, g) || liesIn(p, g))).length,
  };
}

/** Entropies from a table of all pairs of ids, and the adapted Rand error from all pairs of pixels. */
export function naiveInformation(truthRows: Rows, predictionRows: Rows) {
  const both = truthRows.flat().map((t, i) => [t, predictionRows.flat()[i]!] as const);
  const entropy = (keys: readonly string[]) =>
    -sum(
      [...new Set(keys)]
        .map((key) => keys.filter((other) => other === key).length / keys.length)
        .map((p) => p * Math.log2(p)),
    );
  const joint = entropy(both.map(String));
  const foreground = both.filter(([t]) => t > 0);
  let [together, inTruth, inPrediction] = [0, 0, 0];
  for (const [i, [t, p]] of foreground.entries()) {
    for (const [u, q] of foreground.slice(i + 1)) {
      if (t === u) inTruth++;
      if (p === q) inPrediction++;
      if (t === u && p === q) together++;
    }
  }
  return {
    voiSplit: joint - entropy(both.map(([t]) => String(t))),
    voiMerge: joint - entropy(both.map(([, p]) => String(p))),
    are: inTruth + inPrediction === 0 ? null : 1 - (2 * together) / (inTruth + inPrediction),
  };
}

/** Outline distances of two cells. */
export function naiveOutline(truthRows: Rows, predictionRows: Rows) {
  const [g, p] = [borderOf(cellsOf(truthRows)[0]!), borderOf(cellsOf(predictionRows)[0]!)];
  const [forth, back] = [directed(g, p), directed(p, g)];
  return {
    hd: max([...forth, ...back]),
    hd95: Math.max(percentile(forth), percentile(back)),
    assd: mean([...forth, ...back])!,
    within: [...forth, ...back].filter((d) => d <= 2).length / (forth.length + back.length),
  };
}

function borderOf(cell: Cell): Cell {
  const sides = ([y, x]: Point): Cell => [
    [y - 1, x],
    [y + 1, x],
    [y, x - 1],
    [y, x + 1],
  ];
  return cell.filter((p) => sides(p).some((side) => !cell.some((q) => same(side, q))));
}

function percentile(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = 0.95 * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place % 1);
}
