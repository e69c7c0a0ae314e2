import { ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';
import fc from 'fast-check';

/** A label image drawn in rows of digits and letters (a is cell 10); a dot is background. */
export function drawn(...rows: readonly string[]): LabelImage {
  const ids = rows.flatMap((row) => Array.from(row, (mark) => (mark === '.' ? 0 : parseInt(mark, 36))));
  return toLabelImage(ndArray(Uint16Array.from(ids), [rows.length, rows[0]!.length]));
}

/** A rectangle with a cell id, anywhere in an image. */
interface Patch {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const SIDE = 14;

const patches = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 9 }),
    x: fc.integer({ min: 0, max: SIDE - 1 }),
    y: fc.integer({ min: 0, max: SIDE - 1 }),
    width: fc.integer({ min: 1, max: 8 }),
    height: fc.integer({ min: 1, max: 8 }),
  }),
  { maxLength: 16 },
);

function painted(all: readonly Patch[]): LabelImage {
  const ids = new Uint16Array(SIDE * SIDE);
  for (const { id, x, y, width, height } of all) {
    for (let row = y; row < Math.min(SIDE, y + height); row++) {
      ids.fill(id, row * SIDE + x, row * SIDE + Math.min(SIDE, x + width));
    }
  }
  return toLabelImage(ndArray(ids, [SIDE, SIDE]));
}

/** Images of up to nine cells of any shape, which touch, lie in pieces and hide each other. */
export const images = patches.map(painted);

/** A truth, and a prediction that shares some of its cells. */
export const pairs = fc
  .tuple(patches, patches, fc.integer({ min: 0, max: 16 }))
  .map(([truth, other, kept]) => [painted(truth), painted([...truth.slice(0, kept), ...other.slice(kept)])] as const);
