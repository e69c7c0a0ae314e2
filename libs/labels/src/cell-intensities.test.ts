import fc from 'fast-check';
import { cellIntensities } from './cell-intensities.ts';
import { cellRings, RING_PIXELS } from './cell-rings.ts';
import { arbitraryLabels, labelsOf } from './label-file/label-files.fixture.ts';
import type { LabelImage } from './label-image.ts';

const measure = (image: LabelImage, data: readonly number[]) => {
  const width = image.pixels.shape[1]!;
  return cellIntensities(image, cellRings(image), { data, offset: 0, rowStep: width, pixelStep: 1 });
};

it('measures inside of a cell and in the background around it', () => {
  const image = labelsOf([
    [1, 1, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 2],
  ]);
  const { inside, ring } = measure(image, [10, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
  expect(Array.from(inside.subarray(1))).toEqual([15, 100]);
  // Cell 1: columns 0 to 4 of both rows; cell 2: columns 2 to 5.
  expect(Array.from(ring.subarray(1))).toEqual([(1 + 2 + 3 + 5 + 6 + 7 + 8 + 9) / 8, (1 + 2 + 3 + 4 + 7 + 8 + 9) / 7]);
});

it('has no ring without background, and reads samples with any steps', () => {
  const image = labelsOf([[1, 2]]);
  const { inside, ring } = cellIntensities(image, cellRings(image), {
    data: [0, 7, 0, 0, 9],
    offset: 1,
    rowStep: 6,
    pixelStep: 3,
  });
  expect([Array.from(inside.subarray(1)), Array.from(ring.subarray(1))]).toEqual([
    [7, 9],
    [NaN, NaN],
  ]);
});

it('has no ring between pieces of a cell that lie far apart', () => {
  const rows = Array.from({ length: 30 }, (_, y) => (y === 0 || y === 29 ? [1] : [0]));
  const { start, end } = cellRings(labelsOf(rows));
  expect(Array.from(start, (from, k) => [from, end[k]])).toEqual([1, 2, 3, 26, 27, 28].map((y) => [y, y + 1]));
});

it('is what looking at every pixel gives', () => {
  fc.assert(
    fc.property(arbitraryLabels, (image) => {
      const [height = 0, width = 0] = image.pixels.shape;
      const data = Array.from({ length: height * width }, (_, i) => (i * 31) % 257);
      const { inside, ring } = measure(image, data);
      const pixels = data.map((value, i) => ({ value, y: Math.floor(i / width), x: i % width }));
      const at = ({ y, x }: { y: number; x: number }) => image.pixels.get(y, x);
      const mean = (some: readonly { value: number }[]) =>
        some.reduce((sum, { value }) => sum + value, 0) / some.length;
      for (let cell = 1; cell <= image.cellCount; cell++) {
        const own = pixels.filter((pixel) => at(pixel) === cell);
        const near = pixels.filter(
          (pixel) =>
            at(pixel) === 0 &&
            own.some(({ y, x }) => Math.max(Math.abs(y - pixel.y), Math.abs(x - pixel.x)) <= RING_PIXELS),
        );
        expect(inside[cell]).toBeCloseTo(mean(own), 9);
        if (near.length === 0) expect(ring[cell]).toBeNaN();
        else expect(ring[cell]).toBeCloseTo(mean(near), 9);
      }
    }),
    { seed: 11, numRuns: 30 },
  );
});
