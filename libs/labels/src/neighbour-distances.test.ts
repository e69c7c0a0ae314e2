import fc from 'fast-check';
import { neighbourDistances } from './neighbour-distances.ts';

it('gives the distance to the nearest other centroid, and none for the only cell', () => {
  const distances = neighbourDistances({ row: [0, 1, 1, 5], column: [0, 2, 5, 5] });
  expect(Array.from(distances.subarray(1))).toEqual([3, 3, 4]);
  expect(Array.from(neighbourDistances({ row: [0, 7], column: [0, 7] }).subarray(1))).toEqual([NaN]);
  expect(neighbourDistances({ row: [0], column: [0] })).toHaveLength(1);
});

it('is what comparing every cell with every other gives', () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 30 }), (places) => {
      const row = [0, ...places.map(([y]) => y)];
      const column = [0, ...places.map(([, x]) => x)];
      const nearest = places.map(([y, x], i) =>
        Math.min(...places.filter((_, j) => j !== i).map(([v, u]) => Math.hypot(y - v, x - u))),
      );
      const found = Array.from(neighbourDistances({ row, column }).subarray(1));
      expect(found.map((d) => d.toFixed(9))).toEqual(nearest.map((d) => d.toFixed(9)));
    }),
    { seed: 7, numRuns: 100 },
  );
});
