import { sizeOf, type CellShapes, type LabelImage } from '@cellboard/labels';

/** Part of an image that a cell has to cover, and reach a side of, to be a piece of its background. */
const PIECE = 0.05;

/**
 * Its cells are holes: so many, and with this part of its own area. In the truths of DSB2018 no cell has more than one
 * hole.
 */
const [FEWEST_HOLES, HOLLOW] = [5, 0.05];

/**
 * Or they cut it up: it is so many times the usual cell, and its outline so long for its area, where 1 is that of a
 * square. In the truths of DSB2018 the largest cell is up to 30 times the usual one.
 */
const [FEWEST_PIECES, TIMES, RAGGED] = [3, 500, 0.65];

/**
 * Why the largest cell of a truth is probably a piece of the background, with the cells saved as 0: they are holes in
 * it, or cut it up into one large ragged piece and many specks.
 *
 * @returns undefined where nothing says so. Where cells are so dense that they leave only gaps between them, nothing does
 */
export function backgroundPiece(labels: LabelImage, shapes: CellShapes, largest: number): string | undefined {
  const [height, width] = sizeOf(labels);
  const area = shapes.area[largest] ?? 0;
  if (area < PIECE * width * height || !reachesASide(shapes, largest, { width, height })) return undefined;
  const holes = holesOf(labels, largest);
  if (holes.count >= FEWEST_HOLES && holes.area >= HOLLOW * area)
    return `One cell has ${holes.count} holes, so it is probably part of the background, and the cells are the holes. ${SWAPPED}`;
  const usual = usualArea(shapes);
  if (labels.cellCount < FEWEST_PIECES || area < TIMES * usual) return undefined;
  if (4 * Math.sqrt(area) >= RAGGED * outlineOf(labels, shapes, largest)) return undefined;
  return (
    `One ragged cell has ${area} pixels, where half of the cells have ${usual} or fewer, so it is probably part of the ` +
    `background, which the cells cut up. ${SWAPPED}`
  );
}

const SWAPPED = 'Check that the background is 0 and that cells are not: black and white may be swapped.';

function reachesASide(
  { top, bottom, boxLeft, boxRight }: CellShapes,
  cell: number,
  { width, height }: { readonly width: number; readonly height: number },
): boolean {
  return top[cell] === 0 || boxLeft[cell] === 0 || bottom[cell] === height - 1 || boxRight[cell] === width - 1;
}

/** Half of the cells have no more pixels. */
function usualArea({ area }: CellShapes): number {
  const areas = area.slice(1).sort();
  return areas[Math.floor(areas.length / 2)] ?? 0;
}

/** Sides of pixels between a cell and what is not the cell. */
function outlineOf(labels: LabelImage, { first, row, left, right }: CellShapes, cell: number): number {
  const [, width] = sizeOf(labels);
  const { data } = labels.pixels;
  let sides = 0;
  for (let k = first[cell] ?? 0; k < (first[cell + 1] ?? 0); k++) {
    const start = (row[k] ?? 0) * width;
    sides += 2;
    for (let at = start + (left[k] ?? 0); at < start + (right[k] ?? 0); at++)
      sides += Number(data[at - width] !== cell) + Number(data[at + width] !== cell);
  }
  return sides;
}

/** The background that a cell encloses. */
interface Holes {
  readonly count: number;
  /** Pixels of all of them. */
  readonly area: number;
}

/**
 * Counts the holes of a cell: areas of background whose pixels share sides, and that touch neither another cell nor a
 * side of the image. Takes one pass over the background.
 */
function holesOf(labels: LabelImage, cell: number): Holes {
  const { data } = labels.pixels;
  const seen = new Uint8Array(data.length);
  let [count, area] = [0, 0];
  for (let start = 0; start < data.length; start++) {
    if (data[start] !== 0 || seen[start] === 1) continue;
    const { pixels, neighbours } = fill(labels, start, seen);
    if (neighbours.size > 1 || !neighbours.has(cell)) continue;
    count++;
    area += pixels;
  }
  return { count, area };
}

/** What lies beside an area at a side of the image. */
const OUTSIDE = -1;

/** An area of background: its pixels, which are marked as seen, and the cells that it touches. */
function fill(labels: LabelImage, start: number, seen: Uint8Array): { pixels: number; neighbours: Set<number> } {
  const [, width] = sizeOf(labels);
  const { data } = labels.pixels;
  const neighbours = new Set<number>();
  const open = [start];
  seen[start] = 1;
  let pixels = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    pixels++;
    const x = at % width;
    for (const next of [x > 0 ? at - 1 : OUTSIDE, x < width - 1 ? at + 1 : OUTSIDE, at - width, at + width]) {
      const cell = data[next] ?? OUTSIDE;
      if (cell !== 0) neighbours.add(cell);
      else if (seen[next] === 0) {
        seen[next] = 1;
        open.push(next);
      }
    }
  }
  return { pixels, neighbours };
}
