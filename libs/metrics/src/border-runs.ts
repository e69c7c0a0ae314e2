import { cellShapes, sizeOf, type LabelImage } from '@cellboard/labels';

import type { TargetRuns } from './cell-distance.ts';

/**
 * The border pixels of every cell as runs, sorted by cell, then row, then column.
 *
 * A border pixel has a neighbour above, below, left or right that is not of its cell or lies outside the image.
 * Time O(pixels of cells); memory is linear in the runs found.
 */
export function borderRuns(image: LabelImage): TargetRuns {
  const shapes = cellShapes(image);
  const border = new RunList(2 * shapes.row.length);
  const first = new Uint32Array(shapes.first.length);
  for (let c = 1; c < first.length - 1; c++) {
    first[c] = border.count;
    for (let k = shapes.first[c]!; k < shapes.first[c + 1]!; k++) {
      addBorder(image, border, { cell: c, row: shapes.row[k]!, left: shapes.left[k]!, right: shapes.right[k]! });
    }
  }
  first[first.length - 1] = border.count;
  return { first, row: border.row, left: border.left, right: border.right };
}

/** Adds the border pixels of one run; both its ends are such. */
function addBorder(
  image: LabelImage,
  border: RunList,
  { cell, row, left, right }: { cell: number; row: number; left: number; right: number },
): void {
  const [height, width] = sizeOf(image);
  if (row === 0 || row === height - 1) {
    border.add(row, left, right);
    return;
  }
  const data = image.pixels.data;
  const here = row * width;
  let start = left;
  let open = true;
  for (let x = left + 1; x < right; x++) {
    const isBorder = x === right - 1 || data[here - width + x] !== cell || data[here + width + x] !== cell;
    if (isBorder === open) continue;
    if (open) border.add(row, start, x);
    open = isBorder;
    start = x;
  }
  if (open) border.add(row, start, right);
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
