/** How a table of scores becomes one number for each candidate. The same for all tables with the same gaps. */
export interface Adjustment {
  /** Whether a candidate can be compared with the others: datasets connect it to them. */
  readonly isConnected: readonly boolean[];
  /** Datasets that connect candidates, by their places; means are over these. */
  readonly datasets: readonly number[];
  /**
   * The adjusted mean of each candidate, a linear function of the scores; 0 for those that are not connected. Scores that
   * do not count are not looked at.
   */
  readonly meansOf: (score: (candidate: number, dataset: number) => number) => Float64Array;
}

/**
 * Least-squares means of the additive model *score = candidate + dataset*: what each candidate would have on average if
 * every candidate had results on every dataset and datasets were equally hard for all. A candidate that took only easy
 * datasets does not gain by it. Where no score is missing they are the plain means. Searle, Speed and Milliken,
 * "Population Marginal Means in the Linear Model", The American Statistician 1980.
 *
 * Of groups of candidates that share no dataset only the largest is compared, the first of equals.
 *
 * @param counts whether the score of each candidate on each dataset counts
 * @throws RangeError if rows differ in length or nothing counts
 */
export function adjustMeans(counts: readonly (readonly boolean[])[]): Adjustment {
  const width = counts[0]?.length ?? 0;
  if (counts.some((row) => row.length !== width) || !counts.some((row) => row.includes(true))) {
    throw new RangeError('Give one row of equal length for each candidate, with at least one score that counts.');
  }
  const { candidates, datasets } = largestGroup(counts);
  const isConnected = counts.map((_, candidate) => candidates.has(candidate));
  const present = counts.map((row, candidate) =>
    isConnected[candidate] ? datasets.filter((dataset) => row[dataset]) : [],
  );
  const hardness = solver(present, datasets);
  const meansOf = (score: (candidate: number, dataset: number) => number): Float64Array => {
    const own = present.map((row, candidate) => mean(row.map((dataset) => score(candidate, dataset))));
    const effect = hardness((dataset) =>
      sum(present.map((row, candidate) => (row.includes(dataset) ? score(candidate, dataset) - own[candidate]! : 0))),
    );
    return Float64Array.from(present, (row, candidate) =>
      row.length === 0 ? 0 : own[candidate]! - mean(row.map((dataset) => effect.get(dataset)!)),
    );
  };
  return { isConnected, datasets, meansOf };
}

/** The candidates and datasets of the largest group that results connect. */
function largestGroup(counts: readonly (readonly boolean[])[]): { candidates: Set<number>; datasets: number[] } {
  const left = new Set(counts.flatMap((row, candidate) => (row.includes(true) ? [candidate] : [])));
  let largest = new Set<number>();
  for (const start of left) {
    const group = new Set([start]);
    const reached = new Set<number>();
    for (const candidate of group) {
      left.delete(candidate);
      counts[candidate]!.forEach((isThere, dataset) => {
        if (!isThere || reached.has(dataset)) return;
        reached.add(dataset);
        counts.forEach((row, other) => row[dataset] && group.add(other));
      });
    }
    if (group.size > largest.size) largest = group;
  }
  const datasets = counts[0]!.flatMap((_, dataset) =>
    [...largest].some((candidate) => counts[candidate]![dataset]) ? [dataset] : [],
  );
  return { candidates: largest, datasets };
}

/**
 * Solves the normal equations for what datasets add, which sum to 0: n·β_k − Σ over the candidates with k of the mean of
 * their β = the sum of what their scores on k lie above their own means.
 */
function solver(present: readonly (readonly number[])[], datasets: readonly number[]) {
  // The sum of all β is added to every equation: that keeps the solution and makes the matrix positive definite.
  const matrix = datasets.map(() => new Float64Array(datasets.length).fill(1));
  const place = new Map(datasets.map((dataset, k) => [dataset, k]));
  for (const row of present) {
    for (const a of row) {
      const line = matrix[place.get(a)!]!;
      line[place.get(a)!]! += 1;
      for (const b of row) line[place.get(b)!]! -= 1 / row.length;
    }
  }
  const factor = cholesky(matrix);
  return (right: (dataset: number) => number): Map<number, number> => {
    const solved = solve(factor, Float64Array.from(datasets, right));
    return new Map(datasets.map((dataset, k) => [dataset, solved[k]!]));
  };
}

/** The lower triangle whose product with its transpose is the matrix. */
function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const factor = matrix.map((row) => new Float64Array(row.length));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!;
      factor[i]![j] = i === j ? Math.sqrt(rest) : rest / factor[j]![j]!;
    }
  }
  return factor;
}

function solve(factor: readonly Float64Array[], values: Float64Array): Float64Array {
  const last = factor.length - 1;
  for (let i = 0; i <= last; i++) {
    for (let k = 0; k < i; k++) values[i]! -= factor[i]![k]! * values[k]!;
    values[i]! /= factor[i]![i]!;
  }
  for (let i = last; i >= 0; i--) {
    for (let k = i + 1; k <= last; k++) values[i]! -= factor[k]![i]! * values[k]!;
    values[i]! /= factor[i]![i]!;
  }
  return values;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
