import { connectedComponents } from './components.ts';
import type { Mask, Objects } from './plane.ts';

/** Pixels of each object by number; index 0 counts the pixels of none. */
export function areas({ data, count }: Objects): Uint32Array {
  const pixels = new Uint32Array(count + 1);
  for (let i = 0; i < data.length; i++) pixels[data[i]!]!++;
  return pixels;
}

/** Drops every object smaller than `minArea` pixels and closes the gaps in the numbering, keeping its order. */
export function removeSmall(objects: Objects, minArea: number): Objects {
  const pixels = areas(objects);
  const numbers = new Uint32Array(objects.count + 1);
  let count = 0;
  for (let label = 1; label <= objects.count; label++) {
    if (pixels[label]! >= minArea) numbers[label] = ++count;
  }
  const data = new Uint32Array(objects.data.length);
  for (let i = 0; i < data.length; i++) data[i] = numbers[objects.data[i]!]!;
  return { ...objects, data, count };
}

/**
 * Fills the holes of a mask: background that no path along pixel sides connects with the border of the image.
 *
 * @param maxArea in pixels; what is larger is taken for background enclosed by cells and stays
 */
export function fillHoles(mask: Mask, maxArea: number): Mask {
  const { width, height } = mask;
  const outside = new Uint8Array(mask.data.length);
  for (let i = 0; i < outside.length; i++) outside[i] = 1 - mask.data[i]!;
  const background = connectedComponents({ ...mask, data: outside }, 4);
  const isHole = Uint8Array.from(areas(background), (area) => (area <= maxArea ? 1 : 0));
  isHole[0] = 0;
  for (let column = 0; column < width; column++) {
    isHole[background.data[column]!] = 0;
    isHole[background.data[(height - 1) * width + column]!] = 0;
  }
  for (let row = 0; row < height; row++) {
    isHole[background.data[row * width]!] = 0;
    isHole[background.data[row * width + width - 1]!] = 0;
  }
  const data = new Uint8Array(outside.length);
  for (let i = 0; i < data.length; i++) data[i] = mask.data[i]! | isHole[background.data[i]!]!;
  return { width, height, data };
}
