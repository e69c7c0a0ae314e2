import { toLabelImage, type LabelImage } from '@cellboard/labels';
import fc from 'fast-check';
import ndarray, { type NdArray } from 'ndarray';

/** Ids of an image as a list of rows. */
export type Rows = readonly (readonly number[])[];

/** A box of pixels with an id, or with 0 a hole. */
interface Stamp {
  readonly id: number;
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Cases of a law; the nightly run sets more. */
export const runs = {
  seed: 20_240_229,
  numRuns: Number(Reflect.get(globalThis, 'lawRuns') ?? 60),
} as const;

const stamp = fc.record({
  id: fc.integer({ min: 0, max: 6 }),
  top: fc.integer({ min: 0, max: 8 }),
  left: fc.integer({ min: 0, max: 8 }),
  height: fc.integer({ min: 1, max: 5 }),
  width: fc.integer({ min: 1, max: 5 }),
});
const stamps = fc.array(stamp, { maxLength: 9 });
const size = fc.record({ height: fc.integer({ min: 1, max: 9 }), width: fc.integer({ min: 1, max: 9 }) });

/** Two images of the same small size; the second is often like the first. */
export const pairs: fc.Arbitrary<readonly [truth: Rows, prediction: Rows]> = fc
  .record({ size, truth: stamps, prediction: stamps, alike: fc.boolean() })
  .map(({ size: { height, width }, truth, prediction, alike }) => [
    painted(height, width, truth),
    painted(height, width, alike ? [...truth, ...prediction.slice(0, 2)] : prediction),
  ]);

/** Three images of the same small size. */
export const triples: fc.Arbitrary<readonly [Rows, Rows, Rows]> = fc
  .record({ size, first: stamps, second: stamps, third: stamps })
  .map(({ size: { height, width }, first, second, third }) => [
    painted(height, width, first),
    painted(height, width, second),
    painted(height, width, third),
  ]);

function painted(height: number, width: number, stamped: readonly Stamp[]): Rows {
  const rows = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  for (const { id, top, left, ...box } of stamped) {
    for (const row of rows.slice(top, top + box.height)) row.fill(id, left, left + box.width);
  }
  return rows;
}

/** The rows as pixels. */
export function pixels(rows: Rows): NdArray<Uint32Array> {
  return ndarray(Uint32Array.from(rows.flat()), [rows.length, rows[0]!.length]);
}

/** The rows as a label image. */
export function labelled(rows: Rows): LabelImage {
  return toLabelImage(pixels(rows));
}
