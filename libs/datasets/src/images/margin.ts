import type { ImageSize } from '@cellboard/formats';

/** Marks the pixels that are nearer to the border of an image than a distance, beside those that are marked already. */
export function markMargin(marks: Uint8Array, { width, height }: ImageSize, distance: number): Uint8Array {
  const side = Math.min(distance, width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    if (y < distance || y >= height - distance) marks.fill(1, row, row + width);
    else marks.fill(1, row, row + side).fill(1, row + width - side, row + width);
  }
  return marks;
}
