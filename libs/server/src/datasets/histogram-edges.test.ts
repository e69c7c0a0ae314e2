import fc from 'fast-check';
import { histogramEdges } from './histogram-edges.ts';

it.each([
  ['equal parts of round length', [10, 12, 29.9], false, [10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30]],
  ['fractions without noise', [0.1, 0.15, 0.72], false, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]],
  ['whole numbers of few values', [0, 0, 3], true, [0, 1, 2, 3, 4]],
  ['growing parts', [0, 1, 3000], true, [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]],
  ['a single value', [512, 512, 512], true, [500, 550]],
  ['zeros alone', [0, 0, 0], true, [0, 1]],
] as const)('%s', (...row) => {
  const [, [least, p5, greatest], isWhole, edges] = row;
  expect(histogramEdges({ least, p5, greatest }, isWhole)).toEqual(edges);
});

it('every value lies between the first and the last edge, and there are few', () => {
  const value = fc.double({ min: 0, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 3, maxLength: 3 }), fc.boolean(), (values, isWhole) => {
      const [least = 0, p5 = 0, greatest = 0] = values.map((v) => (isWhole ? Math.round(v) : v)).sort((a, b) => a - b);
      const edges = histogramEdges({ least, p5, greatest }, isWhole);
      expect(edges[0]).toBeLessThanOrEqual(least);
      expect(edges.at(-1)).toBeGreaterThan(greatest);
      expect(edges.length).toBeGreaterThanOrEqual(2);
      expect(edges.length).toBeLessThanOrEqual(41);
      for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1]!);
    }),
    { seed: 3, numRuns: 300 },
  );
});
