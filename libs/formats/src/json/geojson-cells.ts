import { FormatError } from '../format-error.ts';
import type { LabelChoice } from '../label-raster.ts';
import { onChosenPlane } from '../shapes/cell-objects.ts';
import type { Ring } from '../shapes/polygon.ts';
import type { GeoJsonCell, GeoJsonCells } from './geojson.ts';

/**
 * Tells the cells among the features of a GeoJSON file: on one plane, without regions that only say where cells were
 * looked for, and with features that hold many cells taken apart.
 *
 * @throws FormatError SEVERAL_IMAGES if they lie on several planes and none was chosen, TOO_LARGE if far too many overlap
 */
export function cellsAmong({ cells, notes }: GeoJsonCells, choice: LabelChoice): GeoJsonCells {
  const onPlane = onChosenPlane(cells, ({ plane }) => plane, choice);
  const found = withoutRegions(onPlane);
  const left = onPlane.length - found.length;
  const regions =
    left === 0
      ? []
      : [
          `${left} of ${onPlane.length} features ${left === 1 ? 'is a region' : 'are regions'} in which cells were looked for, and left out as no cell.`,
        ];
  const parted = splitCollections(found);
  return { cells: parted.cells, notes: [...notes, ...regions, ...parted.notes] };
}

/** What QuPath's objects are that are no cells. */
const NO_CELLS = ['tile', 'tma_core', 'root'];

const DETECTED = ['detection', 'cell'];

/** Annotations beside detections, and one that holds the others, say where cells were looked for. */
function withoutRegions(cells: readonly GeoJsonCell[]): readonly GeoJsonCell[] {
  const objects = cells.filter(({ objectType = '' }) => !NO_CELLS.includes(objectType));
  const detected = objects.filter(({ objectType = '' }) => DETECTED.includes(objectType));
  const annotations = objects.length - detected.length;
  if (detected.length > 0 && annotations > 0 && annotations <= detected.length) return detected;
  const holds = holdersAmong(objects.map(boxOf));
  return objects.filter(({ objectType }, i) => objectType === 'detection' || !holds.has(i));
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boxOf({ polygons }: GeoJsonCell): Box {
  return boxOfRings(polygons.flat());
}

function boxOfRings(rings: readonly Ring[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      left = Math.min(left, ring[i]!);
      right = Math.max(right, ring[i]!);
      top = Math.min(top, ring[i + 1]!);
      bottom = Math.max(bottom, ring[i + 1]!);
    }
  }
  return { left, top, right, bottom };
}

/** A region holds at least so many others, and at least half of all. */
const FEWEST_HELD = 3;

/** Comparisons of two boxes, about a second of work; those of 100,000 cells in an image are far fewer. */
const MOST_COMPARISONS = 2 ** 26;

/** Which boxes hold so many others. */
function holdersAmong(boxes: readonly Box[]): ReadonlySet<number> {
  const needed = Math.max(FEWEST_HELD, Math.ceil((boxes.length - 1) / 2));
  const budget = newBudget();
  const candidates = [...boxes.keys()].filter(mayHold(boxes, needed));
  return new Set(
    candidates.filter((i) => {
      let held = 0;
      for (let k = 0; k < boxes.length && held < needed; k++) {
        budget();
        if (k !== i && holds(boxes[i]!, boxes[k]!)) held++;
      }
      return held >= needed;
    }),
  );
}

/** A box that holds so many others has as many that begin behind each of its sides; few boxes of cells do. */
function mayHold(boxes: readonly Box[], needed: number): (i: number) => boolean {
  const sorted = (side: keyof Box) => Float64Array.from(boxes, (box) => box[side]).sort();
  const [lefts, tops, rights, bottoms] = [sorted('left'), sorted('top'), sorted('right'), sorted('bottom')];
  const last = boxes.length - 1 - needed;
  if (last < 0) return () => false;
  return (i) => {
    const { left, top, right, bottom } = boxes[i]!;
    return left <= lefts[last]! && top <= tops[last]! && right >= rights[needed]! && bottom >= bottoms[needed]!;
  };
}

function newBudget(): () => void {
  let left = MOST_COMPARISONS;
  return () => {
    if (--left >= 0) return;
    throw new FormatError(
      'TOO_LARGE',
      'So many features of the GeoJSON file overlap that it takes too long to tell cells from regions. Export the cells alone.',
    );
  };
}

function holds(box: Box, other: Box): boolean {
  return box.left <= other.left && box.top <= other.top && box.right >= other.right && box.bottom >= other.bottom;
}

/** In a file of collections, features have this many parts on average; in others, one has this many that lie apart. */
const PARTS_A_FEATURE = 3;
const MANY_PARTS = 10;

/** Features that hold all cells of a class, as CellViT writes them, are taken apart if their parts lie apart. */
function splitCollections(cells: readonly GeoJsonCell[]): GeoJsonCells {
  const parts = cells.reduce((sum, { polygons }) => sum + polygons.length, 0);
  const collections = parts >= PARTS_A_FEATURE * cells.length && parts > PARTS_A_FEATURE;
  const budget = newBudget();
  const split = new Set(
    cells.filter(
      ({ polygons, objectType = '' }) =>
        !DETECTED.includes(objectType) &&
        polygons.length > 1 &&
        (collections || polygons.length >= MANY_PARTS) &&
        liesApart(polygons, budget),
    ),
  );
  if (split.size === 0) return { cells, notes: [] };
  let next = cells.reduce((most, { id }) => Math.max(most, id), 0);
  const all = cells.flatMap((cell) =>
    split.has(cell)
      ? cell.polygons.map((polygon, i) => ({ ...cell, id: i === 0 ? cell.id : ++next, polygons: [polygon] }))
      : [cell],
  );
  const many = split.size === 1 ? 'One feature holds' : `${split.size} features hold`;
  const count = [...split].reduce((sum, { polygons }) => sum + polygons.length, 0);
  return {
    cells: all,
    notes: [`${many} ${count} parts that lie apart (MultiPolygon); each part was taken for a cell of its own.`],
  };
}

/** Whether the boxes of few parts overlap. */
function liesApart(polygons: GeoJsonCell['polygons'], budget: () => void): boolean {
  const boxes = polygons.map((polygon) => boxOfRings(polygon)).sort((a, b) => a.left - b.left);
  let overlaps = 0;
  for (const [i, box] of boxes.entries()) {
    for (let k = i + 1; k < boxes.length && boxes[k]!.left < box.right; k++) {
      budget();
      if (boxes[k]!.top < box.bottom && box.top < boxes[k]!.bottom) overlaps++;
    }
    if (overlaps > polygons.length / 2) return false;
  }
  return true;
}
