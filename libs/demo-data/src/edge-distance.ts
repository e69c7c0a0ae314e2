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
 * The border of the picture is not an outline.
 */
export function edgeDistance({ width, height, owner }: Ownership): Float32Array {
  // One more pixel all around, owned like its neighbour and never near anything, spares every look for the border.
  const stride = width + 2;
  const owners = new Uint16Array(stride * (height + 2));
  const steps = new Int32Array(owners.length).fill(FAR);
  for (let row = 0; row < height + 2; row++) {
    const from = Math.min(height - 1, Math.max(0, row - 1)) * width;
    const to = row * stride;
    owners.set(owner.subarray(from, from + width), to + 1);
    owners[to] = owner[from]!;
    owners[to + width + 1] = owner[from + width - 1]!;
  }
  const neighbours = [-1, -stride - 1, -stride, 1 - stride] as const;
  const distance = new Float32Array(owner.length);
  for (let row = 1; row <= height; row++) {
    for (let i = row * stride + 1; i <= row * stride + width; i++) relax(owners, steps, { i, neighbours, back: 1 });
  }
  for (let row = height; row >= 1; row--) {
    for (let column = width; column >= 1; column--) {
      const i = row * stride + column;
      relax(owners, steps, { i, neighbours, back: -1 });
      distance[(row - 1) * width + column - 1] = steps[i]! / SIDE;
    }
  }
  return distance;
}

/** A pixel, where its neighbours before it lie, and the direction of the sweep: 1 down, −1 up. */
interface Turn {
  readonly i: number;
  readonly neighbours: readonly [number, number, number, number];
  readonly back: 1 | -1;
}

/** Shortens the way of one pixel by its four neighbours before it in the sweep. */
function relax(owners: Uint16Array, steps: Int32Array, { i, neighbours, back }: Turn): void {
  const own = owners[i]!;
  if (own === 0) {
    steps[i] = 0;
    return;
  }
  let least = steps[i]!;
  for (let k = 0; k < 4; k++) {
    const j = i + back * neighbours[k]!;
    const weight = (k & 1) === 0 ? SIDE : CORNER;
    least = Math.min(least, weight + (owners[j] === own ? steps[j]! : 0));
  }
  steps[i] = least;
}
