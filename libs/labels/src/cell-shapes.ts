import { placesOf, sortedBy } from './counting-sort.ts';
import type { LabelImage } from './label-image.ts';
import { runsOf, sizeOf } from './runs.ts';

/**
 * The same runs as {@link runsOf}, sorted by cell, then row, then column, and the box and size of every cell.
 *
 * The runs of cell c are `first[c]` up to, not including, `first[c + 1]`.
 * Arrays over cells have length cellCount + 1; index 0 is unused.
 */
export interface CellShapes {
  readonly first: Uint32Array;
  readonly row: Int32Array;
  /** First column of run k. */
  readonly left: Int32Array;
  /** Column behind the last of run k. */
  readonly right: Int32Array;
  /** Pixels of the cell. */
  readonly area: Uint32Array;
  /** First and last row and column of the cell, inclusive. */
  readonly top: Int32Array;
  readonly bottom: Int32Array;
  readonly boxLeft: Int32Array;
  readonly boxRight: Int32Array;
}

const known = new WeakMap<LabelImage, CellShapes>();

/** Runs, boxes and areas of every cell. Worked out once for each image, O(runs), and kept as long as it lives. */
export function cellShapes(image: LabelImage): CellShapes {
  let shapes = known.get(image);
  if (!shapes) {
    shapes = sortByCell(image);
    known.set(image, shapes);
  }
  return shapes;
}

function sortByCell(image: LabelImage): CellShapes {
  const width = sizeOf(image)[1];
  const { cell, start, end } = runsOf(image);
  const first = placesOf(cell, image.cellCount);
  const ends = sortedBy(cell, first.slice(), [start, end]);
  const row = new Int32Array(cell.length);
  const left = new Int32Array(cell.length);
  const right = new Int32Array(cell.length);
  for (let k = 0; k < cell.length; k++) {
    row[k] = ends[2 * k]! / width; // whole, in an array of whole numbers
    const before = row[k]! * width;
    left[k] = ends[2 * k]! - before;
    right[k] = ends[2 * k + 1]! - before;
  }
  return { first, row, left, right, ...boxes({ first, row, left, right }) };
}

function boxes({ first, row, left, right }: Pick<CellShapes, 'first' | 'row' | 'left' | 'right'>) {
  const length = first.length - 1;
  const area = new Uint32Array(length);
  const top = new Int32Array(length);
  const bottom = new Int32Array(length);
  const boxLeft = new Int32Array(length);
  const boxRight = new Int32Array(length);
  for (let c = 1; c < length; c++) {
    const last = first[c + 1]!;
    let [pixels, west, east] = [0, left[first[c]!]!, 0];
    for (let k = first[c]!; k < last; k++) {
      pixels += right[k]! - left[k]!;
      if (left[k]! < west) west = left[k]!;
      if (right[k]! > east) east = right[k]!;
    }
    area[c] = pixels;
    top[c] = row[first[c]!]!;
    bottom[c] = row[last - 1]!;
    boxLeft[c] = west;
    boxRight[c] = east - 1;
  }
  return { area, top, bottom, boxLeft, boxRight };
}
