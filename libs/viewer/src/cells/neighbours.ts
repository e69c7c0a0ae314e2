import { runsOf, sizeOf, type LabelImage, type Runs } from '@cellboard/labels';

import { finished, type Steps } from './steps.ts';

/** Which cells lie beside each other: the neighbours of cell c are `of[first[c]]` up to, not including, `of[first[c + 1]]`. */
export interface Neighbours {
  /** Length cellCount + 2. */
  readonly first: Uint32Array;
  readonly of: Uint32Array;
}

/** Cells are neighbours where pixels of them are so many columns and rows apart, or fewer: they touch, or leave one pixel free. */
const REACH = 2;

const known = new WeakMap<LabelImage, Neighbours>();

/**
 * The neighbours of every cell: those that touch it, also by a corner, or that one pixel lies between. Found once for
 * each image and kept as long as the image lives. Time O(runs).
 */
export function neighboursOf(image: LabelImage): Neighbours {
  return finished(neighbourSteps(image));
}

/** {@link neighboursOf} in steps. */
export function* neighbourSteps(image: LabelImage): Steps<Neighbours> {
  const before = known.get(image);
  if (before) return before;
  const pairs = yield* pairsOf(image);
  const found = asLists(pairs, image.cellCount);
  known.set(image, found);
  return found;
}

/** Pairs of neighbours, the smaller number first; a pair may come several times. */
class Pairs {
  readonly smaller: number[] = [];
  readonly larger: number[] = [];
  /** The last three neighbours of each cell, of which one makes room in turn: most pairs come again in the next row. */
  readonly #last: Uint32Array;
  #turn = 0;

  constructor(cellCount: number) {
    this.#last = new Uint32Array(3 * (cellCount + 1));
  }

  add(a: number, b: number): void {
    if (a === b) return;
    const smaller = Math.min(a, b);
    const larger = Math.max(a, b);
    const at = 3 * smaller;
    const last = this.#last;
    if (last[at] === larger || last[at + 1] === larger || last[at + 2] === larger) return;
    this.#turn = (this.#turn + 1) % 3;
    last[at + this.#turn] = larger;
    this.smaller.push(smaller);
    this.larger.push(larger);
  }
}

/** Rows of a step. */
const ROWS = 256;

function* pairsOf(image: LabelImage): Steps<Pairs> {
  const runs = runsOf(image);
  yield;
  const [height, width] = sizeOf(image);
  const firstOfRow = rowStarts(runs, height, width);
  const pairs = new Pairs(image.cellCount);
  for (let below = 0; below <= REACH; below++) {
    for (let row = 0; row + below < height; row++) {
      addPairsOfRows(runs, { width, rows: [row, row + below], firstOfRow }, pairs);
      if (row % ROWS === ROWS - 1) yield;
    }
  }
  return pairs;
}

interface Rows {
  readonly width: number;
  readonly rows: readonly [above: number, below: number];
  readonly firstOfRow: Uint32Array;
}

/** Walks along the runs of two rows, or of one row twice. */
function addPairsOfRows({ cell, start, end }: Runs, { width, rows, firstOfRow }: Rows, pairs: Pairs): void {
  const [above, below] = rows;
  const down = (below - above) * width;
  const last = firstOfRow[below + 1]!;
  let from = firstOfRow[below]!;
  for (let k = firstOfRow[above]!; k < firstOfRow[above + 1]!; k++) {
    // A run is near where it begins at most REACH columns behind the other's end, and the other way round.
    while (from < last && end[from]! - down <= start[k]! - REACH) from++;
    for (let other = from; other < last && start[other]! - down < end[k]! + REACH; other++) {
      pairs.add(cell[k]!, cell[other]!);
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

/** Lists each neighbour once, in both directions. */
function asLists({ smaller, larger }: Pairs, cellCount: number): Neighbours {
  const lists = Array.from({ length: cellCount + 1 }, (): number[] => []);
  for (let k = 0; k < smaller.length; k++) {
    lists[smaller[k]!]!.push(larger[k]!);
    lists[larger[k]!]!.push(smaller[k]!);
  }
  const first = new Uint32Array(cellCount + 2);
  const of: number[] = [];
  for (let c = 1; c <= cellCount; c++) {
    first[c] = of.length;
    of.push(...new Set(lists[c]));
  }
  first[cellCount + 1] = of.length;
  return { first, of: Uint32Array.from(of) };
}
