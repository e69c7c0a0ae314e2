import fc from 'fast-check';
import { connectedComponents } from './components.ts';
import type { Mask } from './plane.ts';
import { mask, rows } from './plane.fixture.ts';

const masks = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([width, height]) =>
  fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 1 }).map((data): Mask => {
    return { width, height, data };
  }),
);

describe('connectedComponents', () => {
  const picture = mask('##..#', '..#.#', '#...#', '#.###');

  it('joins by sides, numbered by the first pixel', () => {
    expect(rows(connectedComponents(picture, 4))).toEqual(['11..2', '..3.2', '4...2', '4.222']);
  });

  it('joins by corners too', () => {
    expect(rows(connectedComponents(picture, 8))).toEqual(['11..2', '..1.2', '3...2', '3.222']);
  });

  it('joins labels that met late', () => {
    const comb = connectedComponents(mask('#.#.#', '#.#.#', '#####'), 4);
    expect(rows(comb)).toEqual(['1.1.1', '1.1.1', '11111']);
    expect(comb.count).toBe(1);
  });

  it('agrees with filling from pixel to pixel on every mask', () => {
    fc.assert(
      fc.property(masks, fc.constantFrom<4 | 8>(4, 8), (anyMask, connectivity) => {
        expect(Array.from(connectedComponents(anyMask, connectivity).data)).toEqual(filled(anyMask, connectivity));
      }),
      { seed: 1 },
    );
  });
});

/** The slow and obvious way. */
function filled({ width, height, data }: Mask, connectivity: 4 | 8): number[] {
  const labels = Array.from(data, () => 0);
  let count = 0;
  const fill = (row: number, column: number): void => {
    const i = row * width + column;
    if (row < 0 || row >= height || column < 0 || column >= width || data[i] === 0 || labels[i] !== 0) return;
    labels[i] = count;
    for (const down of [-1, 0, 1]) {
      for (const right of [-1, 0, 1]) {
        if (connectivity === 8 || down === 0 || right === 0) fill(row + down, column + right);
      }
    }
  };
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0 || labels[i] !== 0) continue;
    count++;
    fill(Math.floor(i / width), i % width);
  }
  return labels;
}
