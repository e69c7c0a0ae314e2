import { choosePlane, planesOf, type ArrayPlane } from '../array-plane.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { toLabelValues, type LabelArray } from '../label-values.ts';
import { ObjectMasks } from '../masks.ts';
import type { NumpyArray } from './array.ts';

/**
 * Takes an array for a label image, see {@link choosePlane} for which of its planes. If every plane is the mask of one
 * cell, all are joined.
 *
 * @throws FormatError SEVERAL_IMAGES if more or less than two axes are left, NOT_LABELS if the numbers are no ids
 */
export function numpyLabels(array: NumpyArray, choice: LabelChoice): LabelRaster {
  if (!choice.objects) {
    const plane = choosePlane(array, choice);
    return rasterOf(array, toLabelValues(array.samples), plane);
  }
  const planes = planesOf(array, choice);
  const values = toLabelValues(array.samples);
  const masks = new ObjectMasks();
  for (let i = 0; i < planes.count; i++) masks.add(rasterOf(array, values, planes.plane(i)));
  return masks.join(choice.overlap);
}

/** How far apart the neighbours along each axis stand in memory. */
function stepsOf({ shape, fortran }: NumpyArray): number[] {
  const order = fortran ? [...shape.keys()] : [...shape.keys()].reverse();
  const steps: number[] = [];
  let step = 1;
  for (const axis of order) {
    steps[axis] = step;
    step *= shape[axis]!;
  }
  return steps;
}

function rasterOf(
  array: NumpyArray,
  values: LabelArray,
  { rows, columns, width, height, at }: ArrayPlane,
): LabelRaster {
  const steps = stepsOf(array);
  const offset = at.reduce((sum, index, axis) => sum + index * steps[axis]!, 0);
  const [down, right] = [steps[rows]!, steps[columns]!];
  if (right === 1 && (down === width || height === 1)) {
    return { values: values.subarray(offset, offset + width * height), width, height };
  }
  const plane = values.slice(0, width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) plane[to++] = values[offset + y * down + x * right]!;
  }
  return { values: plane, width, height };
}
