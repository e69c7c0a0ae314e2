import type { CellShapes } from '@cellboard/labels';

import type { CellDistance } from './cell-distance.ts';

const { floor, max, sqrt } = Math;

/**
 * Largest squared distance in pixels² from a pixel of a cell to the target; stops as soon as it reaches `enough`.
 *
 * What cannot exceed the largest distance so far, m, is skipped: runs whose ends are both within m of one pixel of the
 * target; pixels at most m beside a pixel of the target in their row; and, as the distance changes by at most 1 per
 * pixel, the next ⌊m − v⌋ behind a pixel at distance v. The last row comes first, because it is often far away.
 */
export function furthestSquared(
  { shapes, cell }: { shapes: CellShapes; cell: number },
  target: CellDistance,
  enough: number,
): number {
  const { row, left, right } = shapes;
  const first = shapes.first[cell]!;
  const last = shapes.first[cell + 1]! - 1;
  const [middleY, middleX] = target.middle();
  let furthest = 0;
  let root = 0;
  for (let n = first; n <= last; n++) {
    const k = n === first ? last : n - 1;
    const y = row[k]!;
    const stop = right[k]!;
    const dy = y - middleY;
    const dx = max(middleX - left[k]!, stop - 1 - middleX);
    if (dy * dy + dx * dx <= furthest) continue;
    target.enter(y);
    for (let x = target.pass(y, left[k]!, floor(root)); x < stop; x = target.pass(y, x, floor(root))) {
      const squared = target.squared(y, x);
      if (squared >= enough) return squared;
      if (squared > furthest) {
        furthest = squared;
        root = sqrt(squared);
      }
      x += floor(root - sqrt(squared)) + 1;
    }
  }
  return furthest;
}
