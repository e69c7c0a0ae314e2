import type { LabelImage } from '@cellboard/labels';

/** Longest side of what is drawn, in pixels. */
const SIDE = 320;

/** Orange, which is no cell's colour elsewhere. */
const COLOUR = [230, 159, 0, 255] as const;

/** The outlines of cells, small enough to be looked at; a line of the original is never lost. */
export function drawOutlines({ pixels }: LabelImage) {
  const [rows = 0, columns = 0] = pixels.shape;
  const factor = Math.max(1, Math.ceil(Math.max(rows, columns) / SIDE));
  const [width, height] = [Math.ceil(columns / factor), Math.ceil(rows / factor)];
  const drawn = new Uint8ClampedArray(width * height * 4);
  const ids = pixels.data;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = y * columns + x;
      const right = x + 1 < columns ? ids[at + 1] : ids[at];
      const below = y + 1 < rows ? ids[at + columns] : ids[at];
      if (ids[at] === right && ids[at] === below) continue;
      drawn.set(COLOUR, (Math.floor(y / factor) * width + Math.floor(x / factor)) * 4);
    }
  return { width, height, pixels: drawn };
}
