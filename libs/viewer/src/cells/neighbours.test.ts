import { sizeOf, type LabelImage } from '@cellboard/labels';
import fc from 'fast-check';

import { drawn, images } from './drawn.fixture.ts';
import { neighboursOf } from './neighbours.ts';

/** Neighbours of each cell as sorted lists. */
function listed(image: LabelImage): number[][] {
  const { first, of } = neighboursOf(image);
  return Array.from({ length: image.cellCount }, (_, i) =>
    [...of.subarray(first[i + 1], first[i + 2])].sort((a, b) => a - b),
  );
}

/** The same by looking at every pair of pixels. */
function plain(image: LabelImage): number[][] {
  const [height, width] = sizeOf(image);
  const found = Array.from({ length: image.cellCount + 1 }, () => new Set<number>());
  const { data } = image.pixels;
  for (let i = 0; i < data.length; i++) {
    for (let j = 0; j < data.length; j++) {
      const near =
        Math.abs((i % width) - (j % width)) <= 2 && Math.abs(Math.floor(i / width) - Math.floor(j / width)) <= 2;
      if (near && data[i] !== data[j] && data[i]! > 0 && data[j]! > 0) found[data[i]!]!.add(data[j]!);
    }
  }
  expect(data).toHaveLength(width * height);
  return found.slice(1).map((each) => [...each].sort((a, b) => a - b));
}

describe('neighbours', () => {
  it('touch by a side or a corner, or leave one pixel free', () => {
    expect(listed(drawn('1.2', '...', '..3'))).toEqual([
      [2, 3],
      [1, 3],
      [1, 2],
    ]);
    expect(listed(drawn('1..2', '....', '....', '3...'))).toEqual([[], [], []]);
  });

  it('are not found across the end of a row', () => {
    expect(listed(drawn('1....', '....2'))).toEqual([[], []]);
  });

  it('are those that looking at every pair of pixels finds', () => {
    fc.assert(
      fc.property(images, (image) => {
        expect(listed(image)).toEqual(plain(image));
      }),
      { seed: 12, numRuns: 40 },
    );
  });
});
