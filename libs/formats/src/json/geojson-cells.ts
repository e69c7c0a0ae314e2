import type { LabelChoice } from '../label-raster.ts';
import { onChosenPlane } from '../shapes/cell-objects.ts';
import type { Ring } from '../shapes/polygon.ts';
import type { GeoJsonCell, GeoJsonCells } from './geojson.ts';

/**
 * Tells the cells among the features of a GeoJSON file: on one plane, without regions that only say where cells were
 * looked for, and with features that hold many cells taken apart.
 *
 * @throws FormatError SEVERAL_IMAGES if they lie on several planes and none was chosen
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
  const boxes = objects.map(boxOf);
  return objects.filter(({ objectType }, i) => objectType === 'detection' || !holdsOthers(boxes, i));
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

function holdsOthers(boxes: readonly Box[], i: number): boolean {
  const box = boxes[i]!;
  let held = 0;
  for (const [k, other] of boxes.entries()) if (k !== i && holds(box, other)) held++;
  return held >= FEWEST_HELD && held >= (boxes.length - 1) / 2;
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
  const split = cells.filter(
    ({ polygons, objectType = '' }) =>
      !DETECTED.includes(objectType) &&
      polygons.length > 1 &&
      (collections || polygons.length >= MANY_PARTS) &&
      liesApart(polygons),
  );
  if (split.length === 0) return { cells, notes: [] };
  let next = cells.reduce((most, { id }) => Math.max(most, id), 0);
  const all = cells.flatMap((cell) =>
    split.includes(cell)
      ? cell.polygons.map((polygon, i) => ({ ...cell, id: i === 0 ? cell.id : ++next, polygons: [polygon] }))
      : [cell],
  );
  const many = split.length === 1 ? 'One feature holds' : `${split.length} features hold`;
  const count = split.reduce((sum, { polygons }) => sum + polygons.length, 0);
  return {
    cells: all,
    notes: [`${many} ${count} parts that lie apart (MultiPolygon); each part was taken for a cell of its own.`],
  };
}

/** Whether the boxes of few parts overlap. */
function liesApart(polygons: GeoJsonCell['polygons']): boolean {
  const boxes = polygons.map((polygon) => boxOfRings(polygon)).sort((a, b) => a.left - b.left);
  let overlaps = 0;
  for (const [i, box] of boxes.entries()) {
    for (let k = i + 1; k < boxes.length && boxes[k]!.left < box.right; k++) {
      if (boxes[k]!.top < box.bottom && box.top < boxes[k]!.bottom) overlaps++;
    }
  }
  return overlaps <= polygons.length / 2;
}
