/** Chamfer weights of Borgefors (Distance transformations in digital images, CVGIP 34, 1986): 3 a side, 4 a corner. */
const SIDE = 3;
const CORNER = 4;
const FAR = 1 << 20;

/** Which body owns each pixel, 0 for none; row by row. */
export interface Ownership {
  readonly width: number;
  readonly height: number;
  readonly owner: Uint16Array;
}

/**
 * Distance in pixels from each pixel of a body to the nearest pixel of another owner, within about 8 %; 0 outside.
 * The border of the picture is no outline.
 */
export function edgeDistance(field: Ownership): Float32Array {
  const { width, height, owner } = field;
  const steps = new Int32Array(owner.length);
  for (let i = 0; i < owner.length; i++) steps[i] = owner[i] === 0 ? 0 : FAR;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) relax(field, steps, { column, row, back: -1 });
  }
  for (let row = height - 1; row >= 0; row--) {
    for (let column = width - 1; column >= 0; column--) relax(field, steps, { column, row, back: 1 });
  }
  const distance = new Float32Array(owner.length);
  for (let i = 0; i < distance.length; i++) distance[i] = steps[i]! / SIDE;
  return distance;
}

/** Shortens the way of one pixel by its neighbours before it in the sweep: `back` is −1 going down, 1 going up. */
function relax(
  { width, height, owner }: Ownership,
  steps: Int32Array,
  { column, row, back }: { column: number; row: number; back: 1 | -1 },
): void {
  const i = row * width + column;
  if (owner[i] === 0) return;
  const before = column + back >= 0 && column + back < width;
  const after = column - back >= 0 && column - back < width;
  const own = owner[i];
  let least = steps[i]!;
  if (before) least = Math.min(least, SIDE + (owner[i + back] === own ? steps[i + back]! : 0));
  if (row + back >= 0 && row + back < height) {
    const j = i + back * width;
    least = Math.min(least, SIDE + (owner[j] === own ? steps[j]! : 0));
    if (before) least = Math.min(least, CORNER + (owner[j + back] === own ? steps[j + back]! : 0));
    if (after) least = Math.min(least, CORNER + (owner[j - back] === own ? steps[j - back]! : 0));
  }
  steps[i] = least;
}
