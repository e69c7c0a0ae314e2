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

/** Side of a tile in pixels: its lines of memory stay at hand, whatever the type of the numbers. */
const TILE = 32;

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
  const plane = emptyLike(values, width * height);
  // In tiles, because a walk along the far axis meets another line of memory with each step.
  for (let top = 0; top < height; top += TILE)
    for (let left = 0; left < width; left += TILE) {
      const end = Math.min(left + TILE, width);
      for (let y = top; y < Math.min(top + TILE, height); y++)
        for (let x = left, from = offset + y * down + left * right; x < end; x++, from += right)
          plane[y * width + x] = values[from]!;
    }
  return { values: plane, width, height };
}

/** Room for ids of the same type. */
function emptyLike(values: LabelArray, length: number): LabelArray {
  if (values instanceof Uint8Array) return new Uint8Array(length);
  return values instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length);
}
