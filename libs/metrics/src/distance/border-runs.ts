import type { CellShapes } from '@cellboard/labels';

import type { TargetRuns } from './cell-distance.ts';

const { max, min } = Math;

/**
 * The border pixels of every cell as runs, sorted by cell, then row, then column.
 *
 * A border pixel has a neighbour above, below, left or right that is not of its cell or lies outside the image.
 * Time and memory are linear in the runs.
 */
export function borderRuns(shapes: CellShapes): TargetRuns {
  const border = new RunList(2 * shapes.row.length);
  const first = new Uint32Array(shapes.first.length);
  for (let c = 1; c < first.length - 1; c++) {
    first[c] = border.count;
    addBorder(shapes, border, c);
  }
  first[first.length - 1] = border.count;
  return { first, row: border.row, left: border.left, right: border.right };
}

function addBorder(shapes: CellShapes, border: RunList, cell: number): void {
  const end = shapes.first[cell + 1]!;
  let above = shapes.first[cell]!;
  for (let here = above, below = rowEnd(shapes, here, end); here < end;) {
    const next = rowEnd(shapes, below, end);
    addRowBorder(shapes, border, { above, here, below, next });
    above = here;
    here = below;
    below = next;
  }
}

/** The place behind the runs of the cell's row that begins at run k. */
function rowEnd({ row }: CellShapes, k: number, end: number): number {
  const y = row[k];
  while (k < end && row[k] === y) k++;
  return k;
}

/** Places of the first runs of four neighbouring rows of runs; each row goes up to the next. */
interface Rows {
  readonly above: number;
  readonly here: number;
  readonly below: number;
  readonly next: number;
}

/** Adds what is left of a row's runs without the pixels inside: those with pixels of the cell on all four sides. */
function addRowBorder({ row, left, right }: CellShapes, border: RunList, { above, here, below, next }: Rows): void {
  const y = row[here]!;
  const upEnd = row[above] === y - 1 ? here : above;
  const downEnd = below < next && row[below] === y + 1 ? next : below;
  for (let k = here, up = above, down = below; k < below; k++) {
    const stop = right[k]!;
    let start = left[k]!;
    while (up < upEnd && down < downEnd) {
      const inside = max(left[k]! + 1, left[up]!, left[down]!);
      const outside = min(stop - 1, right[up]!, right[down]!);
      if (inside < outside) {
        border.add(y, start, inside);
        start = outside;
      }
      if (right[up]! >= stop && right[down]! >= stop) break;
      if (right[up]! < right[down]!) up++;
      else down++;
    }
    border.add(y, start, stop);
  }
}

/** Runs that are added one by one. */
class RunList {
  count = 0;
  row: Int32Array;
  left: Int32Array;
  right: Int32Array;

  constructor(capacity: number) {
    this.row = new Int32Array(capacity);
    this.left = new Int32Array(capacity);
    this.right = new Int32Array(capacity);
  }

  add(row: number, left: number, right: number): void {
    if (this.count === this.row.length) this.grow();
    this.row[this.count] = row;
    this.left[this.count] = left;
    this.right[this.count] = right;
    this.count++;
  }

  private grow(): void {
    const capacity = 2 * this.count + 16;
    this.row = enlarged(this.row, capacity);
    this.left = enlarged(this.left, capacity);
    this.right = enlarged(this.right, capacity);
  }
}

function enlarged(from: Int32Array, length: number): Int32Array {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}
