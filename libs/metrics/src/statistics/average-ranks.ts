/** Ranks 1..n of the values, none of them NaN, ties at their mean, and Σ (t³ − t) over groups of t ties. */
export function averageRanks(values: readonly number[]): { ranks: number[]; tieSum: number } {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Array<number>(values.length);
  let tieSum = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to + 1) / 2;
    tieSum += (to - from) ** 3 - (to - from);
  }
  return { ranks, tieSum };
}
