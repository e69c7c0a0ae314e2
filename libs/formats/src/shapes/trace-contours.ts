import type { LabelImage } from '@cellboard/labels';

/** x and y of pixels in turn. */
export type Contour = readonly number[];

/** The eight neighbours of a pixel, counter-clockwise as seen on the screen, from the left one. */
const STEP_X = [-1, -1, 0, 1, 1, 1, 0, -1];
const STEP_Y = [0, 1, 1, 1, 0, -1, -1, -1];

/**
 * Follows the outer border of every part of every cell from pixel to pixel (Suzuki and Abe, "Topological structural
 * analysis of digitized binary images by border following", 1985), in the order of OpenCV's `findContours` with
 * `RETR_EXTERNAL` and `CHAIN_APPROX_NONE`: from the first pixel of the part, row by row, downwards first. Pixels that
 * touch at a corner are one part; a thin part is passed there and back, so that its pixels come twice.
 *
 * @returns for cell 1 … cellCount, at index cell − 1, the contours of its parts by their first pixels
 */
export function traceContours(image: LabelImage): Contour[][] {
  const [height = 0, width = 0] = image.pixels.shape;
  const cells = image.pixels.data;
  const contours: Contour[][] = Array.from({ length: image.cellCount }, () => []);
  const seen = new Uint8Array(width * height);
  const neighbour = (at: number, direction: number): number => {
    const x = (at % width) + STEP_X[direction]!;
    const y = Math.floor(at / width) + STEP_Y[direction]!;
    const next = y * width + x;
    return x >= 0 && y >= 0 && x < width && y < height && cells[next] === cells[at] ? next : -1;
  };
  for (let at = 0; at < seen.length; at++) {
    if (cells[at] === 0 || seen[at] === 1) continue;
    const contour: number[] = [];
    for (const pixel of follow(at, neighbour)) contour.push(pixel % width, Math.floor(pixel / width));
    contours[cells[at]! - 1]!.push(contour);
    markPart(at, seen, neighbour);
  }
  return contours;
}

/** The pixel of the same cell in a direction, −1 if there is none. */
type Neighbour = (at: number, direction: number) => number;

/** Begins at the first pixel of a part, so that nothing of it lies above or to the left. */
function follow(start: number, neighbour: Neighbour): number[] {
  let back = firstFrom(start, { direction: 0, turn: -1 }, neighbour);
  if (back < 0) return [start];
  const last = neighbour(start, back);
  const border: number[] = [];
  for (let at = start; ;) {
    border.push(at);
    const direction = firstFrom(at, { direction: back + 1, turn: 1 }, neighbour);
    const next = neighbour(at, direction);
    if (next === start && at === last) return border;
    back = (direction + 4) % 8;
    at = next;
  }
}

interface Turn {
  readonly direction: number;
  readonly turn: 1 | -1;
}

/** The first direction with a neighbour, turning from one; −1 if there is no neighbour at all. */
function firstFrom(at: number, { direction, turn }: Turn, neighbour: Neighbour): number {
  for (let i = 0; i < 8; i++) {
    const to = (direction + turn * i + 16) % 8;
    if (neighbour(at, to) >= 0) return to;
  }
  return -1;
}

function markPart(start: number, seen: Uint8Array, neighbour: Neighbour): void {
  const open = [start];
  seen[start] = 1;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (let direction = 0; direction < 8; direction++) {
      const next = neighbour(at, direction);
      if (next < 0 || seen[next] === 1) continue;
      seen[next] = 1;
      open.push(next);
    }
  }
}
