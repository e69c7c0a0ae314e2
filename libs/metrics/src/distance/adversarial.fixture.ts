import { toLabelImage, type LabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';

import { randomIntegers } from '../statistics/random.ts';

/** Two label images that are hard to compare. */
export interface AdversarialPair {
  readonly name: string;
  readonly truth: LabelImage;
  readonly prediction: LabelImage;
}

const { atan2, floor, hypot, max, PI } = Math;

/** Ids of a square image from the row and column of a pixel. */
function painted(side: number, idOf: (y: number, x: number) => number): LabelImage {
  const ids = new Uint32Array(side * side);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) ids[y * side + x] = idOf(y, x);
  return toLabelImage(ndarray(ids, [side, side]));
}

/** `n` stripes over the whole image, one below the other. */
export const rowStripes = (side: number, n: number) => painted(side, (y) => floor((y * n) / side) + 1);
/** `n` stripes over the whole image, side by side. */
export const columnStripes = (side: number, n: number) => painted(side, (_, x) => floor((x * n) / side) + 1);
/** `n` combs of rows: cell k has every n-th row. */
export const rowCombs = (side: number, n: number) => painted(side, (y) => (y % n) + 1);
/** `n` combs of columns. */
export const columnCombs = (side: number, n: number) => painted(side, (_, x) => (x % n) + 1);
/** `n` labels, every pixel one of them at random. */
export function noise(side: number, n: number, seed: number): LabelImage {
  const random = randomIntegers(seed);
  return painted(side, () => random(n) + 1);
}
/** `perSide` × `perSide` squares, a pixel apart. */
export function squares(side: number, perSide: number): LabelImage {
  const step = side / perSide;
  return painted(side, (y, x) =>
    floor((y + 1) / step) > floor(y / step) || floor((x + 1) / step) > floor(x / step)
      ? 0
      : floor(y / step) * perSide + floor(x / step) + 1,
  );
}
/** `n` cells that interleave: each has a spine of its own at one side and every n-th row as a finger. */
export const rowFingers = (side: number, n: number) => painted(side, (y, x) => (x < n ? x : y % n) + 1);
/** The same, with columns as fingers. */
export const columnFingers = (side: number, n: number) => painted(side, (y, x) => (y < n ? y : x % n) + 1);
/** One cell: the edge of the image and its diagonal. */
export const frameAndDiagonal = (side: number) =>
  painted(side, (y, x) => (y === 0 || x === 0 || y === side - 1 || x === side - 1 || x === y ? 1 : 0));
/** One cell of random pixels, `share` of all. */
export function scatteredCell(side: number, share: number, seed: number): LabelImage {
  const random = randomIntegers(seed);
  return painted(side, () => (random(1_000_000) < share * 1_000_000 ? 1 : 0));
}
/** `n` rings around the middle of the image, moved by `shift` pixels. */
export function rings(side: number, n: number, shift: number): LabelImage {
  const radius = side / Math.SQRT2 + shift;
  return painted(side, (y, x) => floor((hypot(y - side / 2, x - side / 2 - shift) / radius) * n) + 1);
}
/** `n` sectors around the middle of the image. */
export const sectors = (side: number, n: number) =>
  painted(side, (y, x) => floor(((atan2(y - side / 2 + 0.5, x - side / 2 + 0.5) + PI) / (2 * PI)) * n * 0.999_999) + 1);
/** `n` stripes from one corner to the other. */
export const diagonals = (side: number, n: number) => painted(side, (y, x) => floor(((y + x) * n) / (2 * side)) + 1);
/** `n` stripes across these. */
export const antidiagonals = (side: number, n: number) =>
  painted(side, (y, x) => floor(((y - x + side) * n) / (2 * side + 1)) + 1);
/** `n` combs of diagonals of one pixel. */
export const diagonalCombs = (side: number, n: number) => painted(side, (y, x) => ((y + x) % n) + 1);
/** `n` combs of the diagonals across these. */
export const antidiagonalCombs = (side: number, n: number) => painted(side, (y, x) => ((y - x + n * side) % n) + 1);
/** `n` arms that wind around the middle; `turn` is 1 or -1. */
export const spirals = (side: number, n: number, turn: 1 | -1) =>
  painted(side, (y, x) => {
    const [dy, dx] = [y - side / 2 + 0.5, x - side / 2 + 0.5];
    const angle = (turn * atan2(dy, dx)) / (2 * PI);
    const arms = angle * n + hypot(dy, dx) / max(4, side / 250);
    return (((floor(arms) % n) + n) % n) + 1;
  });
