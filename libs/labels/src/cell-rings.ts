import { cellShapes } from './cell-shapes.ts';
import type { LabelImage } from './label-image.ts';
import { sizeOf } from './runs.ts';

const { max, min } = Math;

/** Width of the ring around a cell in pixels. */
export const RING_PIXELS = 3;

/**
 * The background around every cell, as stretches of pixels counted row by row: stretch k of them reaches from `start[k]`
 * up to, not including, `end[k]`, and those of cell c are `first[c]` up to, not including, `first[c + 1]`.
 */
export interface CellRings {
  readonly first: Uint32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/**
 * The ring of every cell: the pixels that belong to no cell and are at most {@link RING_PIXELS} rows and columns away
 * from a pixel of the cell. Neighbours may share pixels of their rings; a cell without background around it has none.
 */
export function cellRings(image: LabelImage): CellRings {
  const rings = new RingSearch(image);
  const first = new Uint32Array(image.cellCount + 2);
  for (let cell = 1; cell <= image.cellCount; cell++) {
    first[cell] = rings.count;
    rings.add(cell);
  }
  first[image.cellCount + 1] = rings.count;
  return { first, start: rings.start.subarray(0, rings.count), end: rings.end.subarray(0, rings.count) };
}

class RingSearch {
  start = new Int32Array(1024);
  end = new Int32Array(1024);
  count = 0;
  readonly #pixels: ArrayLike<number>;
  readonly #height: number;
  readonly #width: number;
  readonly #shapes: ReturnType<typeof cellShapes>;
  /** Columns within reach of the cell in the row that is looked at, by their first and the one behind their last. */
  readonly #reach: { left: number; right: number }[] = [];

  constructor(image: LabelImage) {
    this.#pixels = image.pixels.data;
    [this.#height, this.#width] = sizeOf(image);
    this.#shapes = cellShapes(image);
  }

  add(cell: number): void {
    const { first, row, top, bottom } = this.#shapes;
    let [from, to] = [first[cell]!, first[cell]!];
    const last = min(this.#height - 1, bottom[cell]! + RING_PIXELS);
    for (let y = max(0, top[cell]! - RING_PIXELS); y <= last; y++) {
      while (to < first[cell + 1]! && row[to]! <= y + RING_PIXELS) to++;
      while (row[from]! < y - RING_PIXELS) from++;
      this.#addRow(y, from, to);
    }
  }

  /** Adds the background of a row within reach of some runs. */
  #addRow(y: number, from: number, to: number): void {
    if (from === to) return; // between two pieces of a cell
    const { left, right } = this.#shapes;
    // Of most cells the stretches hang together, one after the other, and are one.
    let [begin, stop] = [left[from]!, right[from]!];
    let k = from + 1;
    for (; k < to && left[k]! <= stop + 2 * RING_PIXELS && right[k]! >= begin - 2 * RING_PIXELS; k++) {
      begin = min(begin, left[k]!);
      stop = max(stop, right[k]!);
    }
    if (k < to) {
      this.#addPieces(y, from, to);
      return;
    }
    const row = y * this.#width;
    this.#addBackground(row + max(0, begin - RING_PIXELS), row + min(this.#width, stop + RING_PIXELS));
  }

  /** The same where the runs may lie apart. */
  #addPieces(y: number, from: number, to: number): void {
    const { left, right } = this.#shapes;
    this.#reach.length = 0;
    for (let k = from; k < to; k++) {
      this.#reach.push({ left: max(0, left[k]! - RING_PIXELS), right: min(this.#width, right[k]! + RING_PIXELS) });
    }
    this.#reach.sort((a, b) => a.left - b.left);
    let x = 0;
    for (const { left: begin, right: stop } of this.#reach) {
      x = max(x, begin);
      if (x < stop) this.#addBackground(y * this.#width + x, y * this.#width + stop);
      x = max(x, stop);
    }
  }

  #addBackground(from: number, to: number): void {
    const pixels = this.#pixels;
    for (let i = from; i < to; i++) {
      if (pixels[i] !== 0) continue;
      const begin = i;
      while (i < to && pixels[i] === 0) i++;
      this.#push(begin, i);
    }
  }

  #push(start: number, end: number): void {
    if (this.count === this.start.length) {
      this.start = enlarged(this.start);
      this.end = enlarged(this.end);
    }
    this.start[this.count] = start;
    this.end[this.count] = end;
    this.count++;
  }
}

function enlarged(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const to = new Int32Array(2 * from.length);
  to.set(from);
  return to;
}
