import type { CellShapes } from '@cellboard/labels';

import { grown, grownWith } from './grown.ts';
import { noCells } from './no-cells.ts';

const { ceil, max, min } = Math;

/**
 * The rows of the cells of one image: where the runs of each row begin, and the first and last column of every band of
 * rows. Worked out for a cell, O(its runs), when it is first asked for. One object serves many images: it keeps its
 * memory.
 */
export class CellRows {
  /** First run of row entry r; `run[r + 1]` is the place behind its last. */
  run = new Int32Array(0);
  /** First column, and last, of a band. */
  left = new Int32Array(0);
  right = new Int32Array(0);
  private shapes: CellShapes = noCells;
  /** First row entry of a cell, the place behind its last, and its first band; -1 before they are worked out. */
  private firstRow = new Int32Array(0);
  private endRow = new Int32Array(0);
  private firstBand = new Int32Array(0);
  /** Row entries that make up a band. */
  readonly bandRows: number;
  private rows = 0;
  private bands = 0;

  constructor(bandRows: number) {
    this.bandRows = bandRows;
  }

  /** Begins with the cells of another image. */
  reset(shapes: CellShapes): void {
    const cells = shapes.first.length;
    this.shapes = shapes;
    this.firstRow = grown(this.firstRow, cells);
    this.endRow = grown(this.endRow, cells);
    this.firstBand = grown(this.firstBand, cells);
    this.firstRow.fill(-1, 0, cells);
    this.rows = 0;
    this.bands = 0;
  }

  /** First row entry of a cell. */
  firstOf(cell: number): number {
    if (this.firstRow[cell]! < 0) this.index(cell);
    return this.firstRow[cell]!;
  }

  /** The place behind the last row entry of a cell whose first has been asked for. */
  endOf(cell: number): number {
    return this.endRow[cell]!;
  }

  /** First band of a cell whose first row has been asked for. */
  bandOf(cell: number): number {
    return this.firstBand[cell]!;
  }

  /** The first row entry of a cell that is not above row y; the place behind its last where all are. */
  notAbove(cell: number, y: number): number {
    const { row, top, bottom } = this.shapes;
    let low = this.firstOf(cell);
    let high = this.endRow[cell]!;
    if (y <= top[cell]!) return low;
    if (y > bottom[cell]!) return high;
    if (high - low === bottom[cell]! - top[cell]! + 1) return low + y - top[cell]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (row[this.run[middle]!]! < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private index(cell: number): void {
    const { first, row } = this.shapes;
    const [from, to] = [first[cell]!, first[cell + 1]!];
    this.run = grownWith(this.run, this.rows + to - from + 1);
    let last = -1;
    this.firstRow[cell] = this.rows;
    for (let k = from; k < to; k++) {
      if (row[k] === last) continue;
      last = row[k]!;
      this.run[this.rows++] = k;
    }
    this.endRow[cell] = this.rows;
    this.run[this.rows++] = to;
    this.measureBands(cell);
  }

  private measureBands(cell: number): void {
    const { left, right } = this.shapes;
    const { bandRows, run } = this;
    const [first, end] = [this.firstRow[cell]!, this.endRow[cell]!];
    this.firstBand[cell] = this.bands;
    const bands = this.bands + ceil((end - first) / bandRows);
    this.left = grownWith(this.left, bands);
    this.right = grownWith(this.right, bands);
    for (let from = first; from < end; from += bandRows) {
      const to = min(from + bandRows, end);
      let [west, east] = [Infinity, -1];
      for (let r = from; r < to; r++) {
        west = min(west, left[run[r]!]!);
        east = max(east, right[run[r + 1]! - 1]! - 1);
      }
      this.left[this.bands] = west;
      this.right[this.bands++] = east;
    }
  }
}
