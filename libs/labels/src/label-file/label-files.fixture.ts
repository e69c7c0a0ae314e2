import fc from 'fast-check';
import ndarray from 'ndarray';
import type { LabelImage } from '../label-image.ts';
import { toLabelImage } from '../to-label-image.ts';

/** The hash of no file in particular. */
export const ORIGINAL = '0123456789abcdef'.repeat(4);

/** A label image by its rows. */
export function labelsOf(rows: readonly (readonly number[])[]): LabelImage {
  return toLabelImage(ndarray(Uint32Array.from(rows.flat()), [rows.length, rows[0]!.length]));
}

/** Rectangles of any ids, one over the other, so that cells lie in pieces, in rings and at borders; and noise. */
export const arbitraryLabels: fc.Arbitrary<LabelImage> = fc
  .record({ height: fc.integer({ min: 1, max: 24 }), width: fc.integer({ min: 1, max: 40 }) })
  .chain(({ height, width }) => {
    const id = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(65_535, 65_536, 0xffff_ffff));
    const row = fc.integer({ min: 0, max: height });
    const column = fc.integer({ min: 0, max: width });
    const patch = fc.record({ id, rows: fc.tuple(row, row), columns: fc.tuple(column, column), slant: fc.nat(2) });
    const speck = fc.record({ id, at: fc.nat(height * width - 1) });
    return fc
      .record({ patches: fc.array(patch, { maxLength: 8 }), specks: fc.array(speck, { maxLength: 12 }) })
      .map(({ patches, specks }) => {
        const data = new Uint32Array(height * width);
        for (const { id: value, rows, columns, slant } of patches) {
          const [top = 0, bottom = 0] = rows.toSorted((a, b) => a - b);
          const [left = 0, right = 0] = columns.toSorted((a, b) => a - b);
          for (let y = top; y < bottom; y++) {
            const [from, to] = [left + slant * (y - top), right + slant * (y - top)].map((x) => Math.min(x, width));
            data.fill(value, y * width + from!, y * width + to!);
          }
        }
        for (const { id: value, at } of specks) data[at] = value;
        return toLabelImage(ndarray(data, [height, width]));
      });
  });
