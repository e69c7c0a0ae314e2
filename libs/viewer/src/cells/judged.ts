import { cellShapes, LabelImageError, sizeOf, type LabelImage, type LabelPixels } from '@cellboard/labels';
import { overlapTable, type OverlapTable } from '@cellboard/metrics';

/** The overlaps of two images, and which of their cells no score looks at. */
export interface JudgedOverlaps {
  /** Areas are those outside of what is ignored; an ignored cell has none, and no pair. */
  readonly table: OverlapTable;
  /** 1 for each cell that is not judged; index 0 unused. */
  readonly ignored: { readonly truth: Uint8Array; readonly prediction: Uint8Array };
}

/**
 * The overlaps that `evaluatePair` scores where part of an image is ignored, by the cell numbers of these images.
 *
 * @param ignore pixels other than 0 belong to no cell, and cells with more than half of their area there are not judged
 * @throws LabelImageError if the images differ in height or width
 */
export function judgedOverlaps(truth: LabelImage, prediction: LabelImage, ignore: LabelImage): JudgedOverlaps {
  const ignored = { truth: ignoredCells(truth, ignore), prediction: ignoredCells(prediction, ignore) };
  const table = overlapTable(without(truth, ignored.truth, ignore), without(prediction, ignored.prediction, ignore));
  return { table, ignored };
}

function ignoredCells(image: LabelImage, ignore: LabelImage): Uint8Array {
  const [[height, width], [ignoreHeight, ignoreWidth]] = [sizeOf(image), sizeOf(ignore)];
  if (height !== ignoreHeight || width !== ignoreWidth) {
    throw new LabelImageError(
      `The ignore mask is ${ignoreHeight}×${ignoreWidth} pixels, but the image is ${height}×${width}.`,
    );
  }
  const inside = new Uint32Array(image.cellCount + 1);
  const [cells, mask] = [image.pixels.data, ignore.pixels.data];
  for (let i = 0; i < cells.length; i++) if (mask[i] !== 0) inside[cells[i]!]!++;
  const { area } = cellShapes(image);
  return Uint8Array.from(inside, (pixels, cell) => (cell > 0 && 2 * pixels > area[cell]! ? 1 : 0));
}

/** The image without the pixels and the cells that are ignored. The others keep their numbers. */
function without(image: LabelImage, ignored: Uint8Array, ignore: LabelImage): LabelImage {
  const { pixels, ...rest } = image;
  const mask = ignore.pixels.data;
  const data = pixels.data.slice();
  for (let i = 0; i < data.length; i++) if (mask[i] !== 0 || ignored[data[i]!] === 1) data[i] = 0;
  // All but the numbers stays as it is, such as the shape.
  return { ...rest, pixels: Object.create(pixels, { data: { value: data } }) as LabelPixels };
}
