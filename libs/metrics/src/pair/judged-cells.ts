import {
  cellShapes,
  LabelImageError,
  ndArray,
  runsOf,
  sizeOf,
  toLabelImage,
  type IntegerArray,
  type LabelImage,
} from '@cellboard/labels';
import type { NdArray } from 'ndarray';

/** Which pixels and cells are judged. */
export interface JudgedOptions {
  /**
   * Regions where the truth is not certain, shape [height, width], any strides: pixels other than 0 belong to no
   * cell in either image, and cells of either image with more than half of their area there are not judged at all.
   */
  readonly ignore?: NdArray<IntegerArray>;
  /**
   * Cells with a pixel within so many pixels of the edge of the image are not judged, in either image: their
   * outlines go on outside. The NeurIPS 2022 cell segmentation challenge uses 2.
   */
  readonly border?: number;
}

/**
 * The image with those cells alone that are judged, with their ids; the image itself where all are.
 *
 * @throws LabelImageError if the mask has another size than the image, or RangeError if the border is no whole number
 */
export function judgedCells(image: LabelImage, { ignore, border = 0 }: JudgedOptions): LabelImage {
  if (!Number.isInteger(border) || border < 0) {
    throw new RangeError(`The border must be a whole number of pixels from 0, but it is ${border}.`);
  }
  if (!ignore && border === 0) return image;
  const keep = new Uint8Array(image.cellCount + 1).fill(1);
  if (border > 0) dropAtBorder(image, border, keep);
  if (ignore) dropIgnored(image, ignore, keep);
  return withCells(image, keep, ignore);
}

function dropAtBorder(image: LabelImage, border: number, keep: Uint8Array): void {
  const [height, width] = sizeOf(image);
  const { top, bottom, boxLeft, boxRight } = cellShapes(image);
  for (let c = 1; c < keep.length; c++) {
    const inside =
      top[c]! >= border && boxLeft[c]! >= border && bottom[c]! < height - border && boxRight[c]! < width - border;
    if (!inside) keep[c] = 0;
  }
}

function dropIgnored(image: LabelImage, ignore: NdArray<IntegerArray>, keep: Uint8Array): void {
  const [height, width] = sizeOf(image);
  if (ignore.shape.length !== 2 || ignore.shape[0] !== height || ignore.shape[1] !== width) {
    throw new LabelImageError(
      `The ignore mask has the shape [${ignore.shape.join(', ')}], but the image is ${height}×${width} pixels. ` +
        `Pass a mask of the same height and width.`,
    );
  }
  const { data, offset, stride } = ignore;
  const [downwards = 0, across = 0] = stride;
  const { first, row, left, right, area } = cellShapes(image);
  for (let c = 1; c < keep.length; c++) {
    let ignored = 0;
    for (let k = first[c]!; k < first[c + 1]!; k++) {
      const start = offset + row[k]! * downwards;
      for (let x = left[k]!; x < right[k]!; x++) if (data[start + x * across] !== 0) ignored++;
    }
    if (2 * ignored > area[c]!) keep[c] = 0;
  }
}

function withCells(image: LabelImage, keep: Uint8Array, ignore: NdArray<IntegerArray> | undefined): LabelImage {
  const [height, width] = sizeOf(image);
  const { cell, start, end } = runsOf(image);
  const ids = new Uint32Array(height * width);
  for (let k = 0; k < cell.length; k++) {
    if (keep[cell[k]!] !== 0) ids.fill(image.ids[cell[k]!]!, start[k], end[k]);
  }
  if (ignore) clearIgnored(ids, ignore);
  return toLabelImage(ndArray(ids, [height, width]));
}

function clearIgnored(ids: Uint32Array, { data, offset, shape, stride }: NdArray<IntegerArray>): void {
  const [height = 0, width = 0] = shape;
  const [downwards = 0, across = 0] = stride;
  for (let y = 0; y < height; y++) {
    const start = offset + y * downwards;
    for (let x = 0; x < width; x++) if (data[start + x * across] !== 0) ids[y * width + x] = 0;
  }
}
