/** Chamfer weights of Borgefors (Distance transformations in digital images, CVGIP 34, 1986): 3 a side, 4 a corner. */
const SIDE = 3;
const CORNER = 4;

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
export function edgeDistance({ width, height, owner }: Ownership): Float32Array {
  const distance = new Int32Array(owner.length);
  const nearer = (i: number, j: number, step: number): void => {
    const through = owner[j] === owner[i] ? distance[j]! + step : step;
    if (through < distance[i]!) distance[i] = through;
  };
  const sweep = (i: number, back: number): void => {
    if (owner[i] === 0) return;
    const column = i % width;
    const row = (i - column) / width;
    const behind = back < 0 ? row > 0 : row < height - 1;
    const beside = back < 0 ? column > 0 : column < width - 1;
    const ahead = back < 0 ? column < width - 1 : column > 0;
    if (beside) nearer(i, i + back, SIDE);
    if (!behind) return;
    nearer(i, i + back * width, SIDE);
    if (beside) nearer(i, i + back * width + back, CORNER);
    if (ahead) nearer(i, i + back * width - back, CORNER);
  };
  for (let i = 0; i < owner.length; i++) distance[i] = owner[i] === 0 ? 0 : 1 << 20;
  for (let i = 0; i < owner.length; i++) sweep(i, -1);
  for (let i = owner.length - 1; i >= 0; i--) sweep(i, 1);
  return Float32Array.from(distance, (steps) => steps / SIDE);
}
