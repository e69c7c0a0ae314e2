import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { toLabelValues, type LabelArray } from '../label-values.ts';
import { checkSize } from '../limits.ts';
import type { NumpyArray } from './array.ts';

/** Where along an axis to look, and how far apart its neighbours stand in memory. */
interface Axis {
  readonly length: number;
  readonly step: number;
}

/**
 * Takes an array for a label image. Axes of length 1 do not count; of the others two must be left: of a stack (first
 * axis) a page is chosen, of channels (last axis) a channel.
 *
 * @throws FormatError SEVERAL_IMAGES if more or less than two axes are left, NOT_LABELS if the numbers are no ids
 */
export function numpyLabels(array: NumpyArray, { page, channel }: LabelChoice): LabelRaster {
  const axes = axesOf(array);
  if (axes.some(({ length }) => length === 0))
    throw new FormatError('CORRUPT', `The array of shape (${array.shape.join(', ')}) is empty.`);
  let offset = 0;
  if (axes.length > 2 && page !== undefined) offset += at(axes.shift(), page);
  if (axes.length > 2 && channel !== undefined) offset += at(axes.pop(), channel);
  const [rows, columns] = axes;
  if (!rows || !columns || axes.length > 2) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      `The array has the shape (${array.shape.join(', ')}), but a label image has a height and a width. Save one image, or choose it.`,
    );
  }
  checkSize(columns.length, rows.length);
  const values = pick(toLabelValues(array.samples), { offset, rows, columns });
  return { values, width: columns.length, height: rows.length };
}

/** The axes that count; an image of one row or column keeps both of its own. */
function axesOf({ shape, fortran }: NumpyArray): Axis[] {
  const order = fortran ? [...shape.keys()] : [...shape.keys()].reverse();
  const steps: number[] = [];
  let step = 1;
  for (const axis of order) {
    steps[axis] = step;
    step *= shape[axis]!;
  }
  const axes = shape.map((length, i) => ({ length, step: steps[i]! }));
  return axes.length <= 2 ? axes : axes.filter(({ length }) => length !== 1);
}

function at(axis: Axis | undefined, index: number): number {
  if (axis && index < axis.length) return index * axis.step;
  throw new FormatError(
    'SEVERAL_IMAGES',
    `The array has ${axis?.length ?? 0} images along that axis, so there is no number ${index}.`,
  );
}

interface Plane {
  readonly offset: number;
  readonly rows: Axis;
  readonly columns: Axis;
}

function pick(values: LabelArray, { offset, rows, columns }: Plane): LabelArray {
  if (columns.step === 1 && (rows.step === columns.length || rows.length === 1)) {
    return values.subarray(offset, offset + rows.length * columns.length);
  }
  const plane = values.slice(0, rows.length * columns.length);
  for (let y = 0, to = 0; y < rows.length; y++) {
    for (let x = 0; x < columns.length; x++) plane[to++] = values[offset + y * rows.step + x * columns.step]!;
  }
  return plane;
}
