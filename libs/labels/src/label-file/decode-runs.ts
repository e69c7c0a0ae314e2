import type { Runs } from '../runs.ts';
import { BytesIn } from './bytes-in.ts';
import type { CellSums } from './cell-sums.ts';
import {
  damaged,
  ENDS,
  MOVED,
  NEW,
  REACH,
  ROW_ENDS,
  STEPS,
  type LabelFileError,
  type LabelFileHead,
} from './label-file.ts';

/** What the runs say of each cell. */
export type RunTotals = Pick<CellSums, 'area' | 'top' | 'bottom' | 'boxLeft' | 'boxRight'>;

/** By how much a run has moved and grown against the one above it, by its code. */
const moves = Int8Array.from({ length: MOVED + 1 }, (_, code) => Math.floor((code - 1) / STEPS) - REACH);
const growths = Int8Array.from({ length: MOVED + 1 }, (_, code) => ((code - 1) % STEPS) - REACH);

/**
 * Reads the runs of a label file.
 *
 * @param bytes from the first run to the end of the file
 * @throws LabelFileError unless they are runs in raster order within their rows, as long as can be, as many as the head
 *   says, of cells 1 to n, and nothing else
 */
export function decodeRuns(bytes: Uint8Array, head: LabelFileHead): { runs: Runs; totals: RunTotals } {
  const reader = new RunReader(bytes, head);
  for (let row = 0; row < head.height; row++) reader.readRow(row);
  reader.finish();
  return reader;
}

class RunReader {
  readonly runs: Runs;
  readonly totals: RunTotals;
  private readonly bytes: Uint8Array;
  private at = 0;
  private readonly width: number;
  private readonly cells: number;
  /** The first run of the row above. */
  private above = 0;
  /** Runs so far. */
  private count = 0;
  /** The cell of the last run that went on from none. */
  private lastNew = 0;

  constructor(bytes: Uint8Array, { width, cells, runs }: LabelFileHead) {
    this.bytes = bytes;
    this.width = width;
    this.cells = cells;
    this.runs = { cell: new Uint32Array(runs), start: new Int32Array(runs), end: new Int32Array(runs) };
    const [top, bottom, boxLeft, boxRight] = [0, 0, 0, 0].map(() => new Int32Array(cells + 1)) as [
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    this.totals = { area: new Uint32Array(cells + 1), top, bottom, boxLeft, boxRight };
  }

  readRow(row: number): void {
    const { bytes, width } = this;
    const { cell, start, end } = this.runs;
    const rowEnd = (row + 1) * width;
    const first = this.count;
    let [at, k, last] = [this.at, first, row * width];
    for (let j = this.above; ;) {
      const code = bytes[at++];
      if (code === ROW_ENDS) break;
      if (code === NEW) {
        at = this.begin(k, { at, row, last });
        last = end[k]!;
      } else if (code === undefined || code > MOVED || j === first) {
        throw meaningless(code, row);
      } else if (code === ENDS) {
        j++;
        continue;
      } else {
        const left = start[j]! + width + moves[code]!;
        const right = end[j]! + width + growths[code]!;
        // One comparison in place of three: below 0 if any of the differences is.
        if (((left - last) | (right - left - 1) | (rowEnd - right)) < 0) throw outOfPlace(row);
        start[k] = left;
        end[k] = last = right;
        cell[k] = cell[j++]!;
      }
      k++;
    }
    if (k > cell.length) throw damaged('it has more runs than its head says');
    this.at = at;
    this.count = k;
    this.measure(row, first);
    this.above = first;
  }

  finish(): void {
    if (this.count !== this.runs.cell.length) throw damaged('it has fewer runs than its head says');
    const left = this.bytes.length - this.at;
    if (left > 0) throw damaged(`it goes on for ${left} bytes behind its last row`);
  }

  /** @returns where the bytes go on behind it */
  private begin(k: number, { at, row, last }: { at: number; row: number; last: number }): number {
    const { runs, width } = this;
    const from = new BytesIn(this.bytes, at);
    const left = last + from.varint();
    const right = left + from.varint();
    this.lastNew += from.signed();
    if (right <= left || right > (row + 1) * width) throw outOfPlace(row);
    if (this.lastNew < 1 || this.lastNew > this.cells)
      throw damaged(`row ${row} has a run of cell ${this.lastNew}, of ${this.cells}`);
    runs.start[k] = left;
    runs.end[k] = right;
    runs.cell[k] = this.lastNew;
    return from.at;
  }

  /** Adds the runs of a row to what is known of their cells. */
  private measure(row: number, first: number): void {
    const { cell, start, end } = this.runs;
    const { area, top, bottom, boxLeft, boxRight } = this.totals;
    const rowStart = row * this.width;
    for (let k = first; k < this.count; k++) {
      const c = cell[k]!;
      if (k > first && c === cell[k - 1] && start[k] === end[k - 1])
        throw damaged(`row ${row} has a run in two pieces`);
      const left = start[k]! - rowStart;
      const right = end[k]! - rowStart;
      if (area[c] === 0) {
        top[c] = row;
        boxLeft[c] = left;
      }
      area[c]! += right - left;
      bottom[c] = row;
      if (left < boxLeft[c]!) boxLeft[c] = left;
      if (right > boxRight[c]!) boxRight[c] = right - 1;
    }
  }
}

function meaningless(code: number | undefined, row: number): LabelFileError {
  if (code === undefined) return damaged('it is cut off');
  return damaged(
    code > MOVED
      ? `row ${row} holds the code ${code}, which means nothing`
      : `row ${row} goes on from more runs than are above it`,
  );
}

function outOfPlace(row: number): LabelFileError {
  return damaged(`a run of row ${row} leaves its place`);
}
