import { sizeOf, type LabelImage } from '@cellboard/labels';
import { labelParts } from './label-parts.ts';

/** Figures that separate a label image from what only looks like one. */
export interface LabelFigures {
  /** All pixels of the image. */
  readonly pixels: number;
  /** Pixels other than 0. */
  readonly covered: number;
  /** Different ids but 0. */
  readonly cells: number;
  /** Ids of the file, ascending; index 0 is the background's 0. */
  readonly ids: Uint32Array;
  /** Pixels of each cell, by its number from 1. */
  readonly areas: Float64Array;
  /** Connected parts of each cell, by its number from 1. */
  readonly parts: Uint32Array;
  /** Connected parts of all cells. */
  readonly allParts: number;
  /** How many other cells touch the cell of the largest id along a row. */
  readonly neighboursOfLast: number;
}

const known = new WeakMap<LabelImage, LabelFigures>();

/** Measures a label image. Worked out once for each image, in one pass over its runs, and kept as long as it lives. */
export function labelFigures(labels: LabelImage): LabelFigures {
  let figures = known.get(labels);
  if (!figures) known.set(labels, (figures = measured(labels)));
  return figures;
}

function measured(labels: LabelImage): LabelFigures {
  const [height, width] = sizeOf(labels);
  const { runs, partOf, count } = labelParts(labels);
  const areas = new Float64Array(labels.cellCount + 1);
  const parts = new Uint32Array(labels.cellCount + 1);
  const neighbours = new Set<number>();
  const last = labels.cellCount;
  let seen = 0;
  let covered = 0;
  for (let k = 0; k < partOf.length; k++) {
    const cell = runs.cell[k]!;
    const length = runs.end[k]! - runs.start[k]!;
    areas[cell]! += length;
    covered += length;
    if (partOf[k]! > seen) {
      seen = partOf[k]!;
      parts[cell]!++;
    }
    if (k === 0 || runs.end[k - 1] !== runs.start[k] || runs.start[k]! % width === 0) continue;
    const before = runs.cell[k - 1]!;
    if (cell === last) neighbours.add(before);
    else if (before === last) neighbours.add(cell);
  }
  return {
    pixels: width * height,
    covered,
    cells: labels.cellCount,
    ids: labels.ids,
    areas,
    parts,
    allParts: count,
    neighboursOfLast: neighbours.size,
  };
}
