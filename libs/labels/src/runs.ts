import type { LabelImage } from './label-image.ts';

const { imul, max, min } = Math;

/**
 * The cells of an image as horizontal runs, in raster order. Background has no runs.
 *
 * Run k covers the pixels `start[k]` up to, not including, `end[k]`, counted row by row
 * (row × width + column). A run never goes past the end of its row.
 */
export interface Runs {
  /** Number of the cell that run k belongs to. */
  readonly cell: Uint32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** Pixels of an image, row by row, in any integer type. */
export type IntegerArray =
  Uint8Array | Uint8ClampedArray | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array;

/**
 * Finds the runs of equal non-zero values. One pass, O(pixels); memory grows with the runs.
 *
 * @param data `width × height` whole numbers from 0, row by row
 */
export function findRuns(data: IntegerArray, width: number, height: number): Runs {
  const scan = new RunScan(data);
  let capacity = max(64, height * 4);
  let cell = new Uint32Array(capacity);
  let start = new Int32Array(capacity);
  let end = new Int32Array(capacity);
  let count = 0;
  for (let row = 0, i = 0; row < height; row++) {
    const rowEnd = i + width;
    while (i < rowEnd) {
      const value = data[i]!;
      const first = i;
      i = scan.endOf(first, value, rowEnd);
      if (value === 0) continue;
      if (count === capacity) {
        capacity *= 2;
        cell = enlarged(cell, new Uint32Array(capacity));
        start = enlarged(start, new Int32Array(capacity));
        end = enlarged(end, new Int32Array(capacity));
      }
      cell[count] = value;
      start[count] = first;
      end[count] = i;
      count++;
    }
  }
  return { cell: cell.subarray(0, count), start: start.subarray(0, count), end: end.subarray(0, count) };
}

/** Looks for the ends of runs, comparing as many pixels at once as one word of 32 bits holds. */
class RunScan {
  private readonly data: IntegerArray;
  /** The same memory as words; empty where it does not begin at a whole word. */
  private readonly words: Int32Array;
  /** Pixels of a word are 1 << shift. */
  private readonly shift: number;
  /** A value times this fills a word with it. */
  private readonly spread: number;

  constructor(data: IntegerArray) {
    const bytes = data.BYTES_PER_ELEMENT;
    this.data = data;
    this.shift = bytes === 1 ? 2 : bytes === 2 ? 1 : 0;
    this.spread = bytes === 1 ? 0x01010101 : bytes === 2 ? 0x00010001 : 1;
    const aligned = data.byteOffset % 4 === 0;
    this.words = new Int32Array(data.buffer, aligned ? data.byteOffset : 0, aligned ? data.length >> this.shift : 0);
  }

  /** The place behind the run of `value` that begins at `first`, at most `rowEnd`. */
  endOf(first: number, value: number, rowEnd: number): number {
    const { data, words, shift } = this;
    const inWord = (1 << shift) - 1;
    let i = first + 1;
    while (i < rowEnd && (i & inWord) !== 0 && data[i] === value) i++;
    if (i >= rowEnd || data[i] !== value) return i;
    const pattern = imul(value, this.spread);
    const lastWord = min(rowEnd >> shift, words.length);
    let word = i >> shift;
    while (word < lastWord && words[word] === pattern) word++;
    i = max(i, word << shift);
    while (i < rowEnd && data[i] === value) i++;
    return i;
  }
}

function enlarged<T extends Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

const known = new WeakMap<LabelImage, Runs>();

/** Keeps the runs that were found while the image was numbered, so that nobody looks for them again. */
export function rememberRuns(image: LabelImage, runs: Runs): void {
  known.set(image, runs);
}

/** The runs of a label image. Found once for each image and kept as long as the image lives. */
export function runsOf(image: LabelImage): Runs {
  let runs = known.get(image);
  if (!runs) {
    const [height, width] = sizeOf(image);
    runs = findRuns(image.pixels.data, width, height);
    known.set(image, runs);
  }
  return runs;
}

/** Height and width of a label image in pixels. */
export function sizeOf(image: LabelImage): readonly [height: number, width: number] {
  const [height, width] = image.pixels.shape;
  return [height!, width!];
}
