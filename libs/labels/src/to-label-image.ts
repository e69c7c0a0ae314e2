import type { NdArray } from 'ndarray';

import type { LabelImage } from './label-image.ts';
import { labelImageOf, LARGEST_UINT16 } from './label-image-of.ts';
import { LabelImageError } from './label-image-error.ts';
import { findRuns, rememberRuns, type IntegerArray } from './runs.ts';
import { ndArray } from './nd-array.ts';

/** An image of cell ids as any tool writes it: shape [height, width], any strides; 0 is background. */
export type IntegerPixels = NdArray<IntegerArray>;

/** Positions are kept as signed 32-bit numbers. */
const MOST_PIXELS = 2 ** 31 - 1;

const ARRAYS: Readonly<Record<string, (length: number) => IntegerArray>> = {
  uint8: (length) => new Uint8Array(length),
  uint8_clamped: (length) => new Uint8Array(length),
  buffer: (length) => new Uint8Array(length),
  uint16: (length) => new Uint16Array(length),
  uint32: (length) => new Uint32Array(length),
  int8: (length) => new Int8Array(length),
  int16: (length) => new Int16Array(length),
  int32: (length) => new Int32Array(length),
};
const SIGNED = ['int8', 'int16', 'int32'];

/**
 * Numbers the cells of an image 1..n in ascending order of their ids and keeps the ids.
 *
 * A cell is all pixels with the same id, connected or not; ids may be any whole numbers
 * from 1 to 2³² − 1 with gaps, and the image needs no background.
 * Takes one pass over the pixels and one over the runs.
 *
 * The result shares memory with `pixels` where these are already numbered 1..n in the
 * narrowest type, row by row: do not change them afterwards.
 *
 * @param pixels shape [height, width], an integer type of at most 32 bits, any strides
 * @throws LabelImageError for another number of dimensions, no pixels, a shape that its data does not fill, floats,
 *   64-bit integers or negative ids
 */
export function toLabelImage(pixels: IntegerPixels): LabelImage {
  const [height, width] = checkedSize(pixels.shape);
  const dtype: string = pixels.dtype;
  const make = ARRAYS[dtype];
  if (!make) {
    throw new LabelImageError(
      `The pixels have the type ${dtype}, but a label image holds whole numbers from 0 to 2^32 - 1. ` +
        `Convert them to uint8, uint16, uint32, int8, int16 or int32.`,
    );
  }
  refuseBeyondData(pixels);
  const data = rowByRow(pixels, make);
  if (SIGNED.includes(dtype)) refuseNegative(data, width);
  const runs = findRuns(data, width, height);
  const ids = distinctIds(runs.cell);
  const cellCount = ids.length - 1;
  const numbered = ids[cellCount] === cellCount;
  if (!numbered) renumber(runs.cell, ids);
  const narrow = cellCount <= LARGEST_UINT16 ? 'uint16' : 'uint32';
  if (!numbered || dtype !== narrow) return labelImageOf({ height, width, runs, ids });
  const image: LabelImage = { pixels: ndArray(data as Uint16Array | Uint32Array, [height, width]), cellCount, ids };
  rememberRuns(image, runs);
  return image;
}

/**
 * Height and width of a label image.
 *
 * @throws LabelImageError if the shape has other than two dimensions, or too few or too many pixels
 */
export function checkedSize(shape: readonly number[]): readonly [number, number] {
  const [height, width] = shape;
  if (shape.length !== 2 || height === undefined || width === undefined) {
    throw new LabelImageError(
      `The image has the shape [${shape.join(', ')}], but a label image has two dimensions, [height, width]. ` +
        `Pass one plane with one channel.`,
    );
  }
  const whole = Number.isInteger(height) && Number.isInteger(width);
  if (!whole || height < 1 || width < 1 || height * width > MOST_PIXELS) {
    throw new LabelImageError(
      `The image is ${height}×${width} pixels, but a label image has whole rows of 1 to 2^31 - 1 pixels in all. ` +
        `Pass an image with pixels, or cut a larger one into tiles.`,
    );
  }
  return [height, width];
}

/** ndarray does not check that its shape fits its data, and what lies beyond would be read as undefined. */
function refuseBeyondData({ data, shape, stride, offset }: IntegerPixels): void {
  const ends = shape.map((length, axis) => (length - 1) * stride[axis]!);
  const first = ends.reduce((sum, end) => sum + Math.min(0, end), offset);
  const last = ends.reduce((sum, end) => sum + Math.max(0, end), offset);
  if (first >= 0 && last < data.length) return;
  throw new LabelImageError(
    `The shape [${shape.join(', ')}] with strides [${stride.join(', ')}] and offset ${offset} reaches from element ${first} to ${last}, ` +
      `but there are ${data.length}. Pass a shape that fits the data.`,
  );
}

function refuseNegative(data: IntegerArray, width: number): void {
  for (let i = 0; i < data.length; i++) {
    if (data[i]! >= 0) continue;
    throw new LabelImageError(
      `Pixel (row ${Math.floor(i / width)}, column ${i % width}) is ${data[i]}, but ids are whole numbers from 0 to 2^32 - 1. ` +
        `Set background and ignored pixels to 0.`,
    );
  }
}

/** The pixels of rows one after the other: the array itself where they already are, else a copy. */
function rowByRow(
  { data, shape, stride, offset }: IntegerPixels,
  make: (length: number) => IntegerArray,
): IntegerArray {
  const [height, width] = shape as [number, number];
  const size = height * width;
  const [down, right] = stride as [number, number];
  if ((right === 1 || width === 1) && (down === width || height === 1)) {
    return offset === 0 && data.length === size ? data : data.subarray(offset, offset + size);
  }
  const rows = make(size);
  for (let row = 0, to = 0; row < height; row++) {
    for (let column = 0, from = offset + row * down; column < width; column++, from += right) rows[to++] = data[from]!;
  }
  return rows;
}

/** Ascending, with the background's 0 in front. */
function distinctIds(cell: Uint32Array): Uint32Array {
  let largest = 0;
  for (let k = 0; k < cell.length; k++) if (cell[k]! > largest) largest = cell[k]!;
  if (largest <= LARGEST_UINT16 + 8 * cell.length) return distinctSmallIds(cell, largest);
  const sorted = cell.slice().sort();
  const ids = new Uint32Array(sorted.length + 1);
  let count = 1;
  for (let k = 0; k < sorted.length; k++) if (sorted[k] !== ids[count - 1]) ids[count++] = sorted[k]!;
  return ids.slice(0, count);
}

/** As distinctIds by a table of all ids, which is faster as long as the table is about as large as the runs. */
function distinctSmallIds(cell: Uint32Array, largest: number): Uint32Array {
  const present = new Uint8Array(largest + 1);
  present[0] = 1;
  for (let k = 0; k < cell.length; k++) present[cell[k]!] = 1;
  let count = 0;
  for (let id = 0; id <= largest; id++) count += present[id]!;
  const ids = new Uint32Array(count);
  for (let id = 0, at = 0; id <= largest; id++) if (present[id] === 1) ids[at++] = id;
  return ids;
}

/** Replaces every id by its place in the ascending list of ids. */
function renumber(cell: Uint32Array, ids: Uint32Array): void {
  const largest = ids[ids.length - 1]!;
  if (largest <= LARGEST_UINT16 + 8 * cell.length) {
    const numberOf = new Uint32Array(largest + 1);
    for (let k = 1; k < ids.length; k++) numberOf[ids[k]!] = k;
    for (let k = 0; k < cell.length; k++) cell[k] = numberOf[cell[k]!]!;
    return;
  }
  // By halving: a Map holds at most 2^24 ids.
  for (let k = 0; k < cell.length; k++) cell[k] = placeOf(cell[k]!, ids);
}

function placeOf(id: number, ids: Uint32Array): number {
  let low = 1;
  let high = ids.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
