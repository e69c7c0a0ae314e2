import { runsOf, sizeOf, type LabelImage, type Runs } from '@cellboard/labels';

/** Which cells lie beside each other: the neighbours of cell c are `of[first[c]]` up to, not including, `of[first[c + 1]]`. */
export interface Neighbours {
  /** Length cellCount + 2. */
  readonly first: Uint32Array;
  readonly of: Uint32Array;
}

/** Cells are neighbours where pixels of them are so many columns and rows apart, or fewer: they touch, or leave one pixel free. */
const REACH = 2;

/** Two cell numbers in one number that is exact. */
const PAIR = 2 ** 26;

const known = new WeakMap<LabelImage, Neighbours>();

/**
 * The neighbours of every cell: those that touch it, also by a corner, or that one pixel lies between. Found once for
 * each image and kept as long as the image lives. Time O(runs).
 */
export function neighboursOf(image: LabelImage): Neighbours {
  let found = known.get(image);
  if (!found) known.set(image, (found = asLists([...new Set(pairsOf(image))], image.cellCount)));
  return found;
}

/** Pairs of neighbours, the smaller number first, as `smaller · PAIR + larger`; a pair may come several times. */
function* pairsOf(image: LabelImage): Generator<number> {
  const runs = runsOf(image);
  const [height, width] = sizeOf(image);
  const firstOfRow = rowStarts(runs, height, width);
  for (let row = 0; row < height; row++) {
    for (let below = 0; below <= REACH && row + below < height; below++) {
      yield* pairsOfRows(runs, { width, rows: [row, row + below], firstOfRow });
    }
  }
}

interface Rows {
  readonly width: number;
  readonly rows: readonly [above: number, below: number];
  readonly firstOfRow: Uint32Array;
}

/** Walks along the runs of two rows, or of one row twice. */
function* pairsOfRows(
  { cell, start, end }: Runs,
  { width, rows: [above, below], firstOfRow }: Rows,
): Generator<number> {
  const down = (below - above) * width;
  const last = firstOfRow[below + 1]!;
  let from = firstOfRow[below]!;
  for (let k = firstOfRow[above]!; k < firstOfRow[above + 1]!; k++) {
    // A run is near where it begins at most REACH columns behind the other's end, and the other way round.
    while (from < last && end[from]! - down <= start[k]! - REACH) from++;
    for (let other = from; other < last && start[other]! - down < end[k]! + REACH; other++) {
      const [a, b] = [cell[k]!, cell[other]!];
      if (a !== b) yield Math.min(a, b) * PAIR + Math.max(a, b);
    }
  }
}

/** The first run of every row, and the number of runs at the end. */
function rowStarts({ start }: Runs, height: number, width: number): Uint32Array {
  const first = new Uint32Array(height + 1);
  for (let row = 0, k = 0; row <= height; row++) {
    while (k < start.length && start[k]! < row * width) k++;
    first[row] = k;
  }
  return first;
}

function asLists(pairs: readonly number[], cellCount: number): Neighbours {
  const first = new Uint32Array(cellCount + 2);
  const ends = (pair: number): readonly [number, number] => [Math.floor(pair / PAIR), pair % PAIR];
  for (const pair of pairs) for (const cell of ends(pair)) first[cell + 1]!++;
  for (let c = 1; c < first.length; c++) first[c]! += first[c - 1]!;
  const next = first.slice();
  const of = new Uint32Array(2 * pairs.length);
  for (const pair of pairs) {
    const [a, b] = ends(pair);
    of[next[a]!++] = b;
    of[next[b]!++] = a;
  }
  return { first, of };
}
