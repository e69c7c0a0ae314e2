import type { Size, View } from './view.ts';

/** Screen pixels beside a panel that are looked up, too, for lines that begin there. Lines are at most so wide. */
export const MARGIN = 16;

/** Where nothing of the image is. */
const OUTSIDE = -1;

/**
 * Which column and which row of an image each screen pixel of a panel shows.
 *
 * Both renderers read this, so that they agree on every pixel: it is computed once, with 64-bit numbers, and costs as
 * many steps as a panel has columns and rows.
 */
export interface PixelLookup {
  /** Column at screen pixel i at index i + MARGIN; -1 beside the image. Length width + 2 × MARGIN. */
  readonly columns: Int32Array;
  /** Row at screen pixel j at index j + MARGIN; -1 above and below the image. Length height + 2 × MARGIN. */
  readonly rows: Int32Array;
  /** Screen pixel at which the image begins, rounded: dashes of lines are counted from it and move with the image. */
  readonly originX: number;
  readonly originY: number;
}

/** Looks up the pixels of a panel of whole screen pixels. A screen pixel shows the image pixel under its middle. */
export function pixelLookup(view: View, panel: Size, image: Size): PixelLookup {
  return {
    columns: places({ middle: view.x, scale: view.scale }, panel.width, image.width),
    rows: places({ middle: view.y, scale: view.scale }, panel.height, image.height),
    originX: Math.round(panel.width / 2 - view.x * view.scale),
    originY: Math.round(panel.height / 2 - view.y * view.scale),
  };
}

function places({ middle, scale }: { middle: number; scale: number }, length: number, size: number): Int32Array {
  const found = new Int32Array(length + 2 * MARGIN);
  const step = 1 / scale;
  const first = middle + (0.5 - MARGIN - length / 2) * step;
  for (let i = 0; i < found.length; i++) {
    const place = Math.floor(first + i * step);
    found[i] = place >= 0 && place < size ? place : OUTSIDE;
  }
  return found;
}
