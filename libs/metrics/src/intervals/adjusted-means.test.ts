import * as fc from 'fast-check';
import { adjustMeans } from './adjusted-means.ts';

/** One row for each candidate, one score for each dataset; null: none. */
type ScoreTable = readonly (readonly (number | null)[])[];

const means = (table: ScoreTable): number[] =>
  Array.from(adjustMeans(table.map((row) => row.map((score) => score !== null))).meansOf((i, k) => table[i]![k]!));

/** The same by alternating projections, from the definition: each effect is the mean of what the others leave. */
function naive(table: ScoreTable): number[] {
  const datasets = table[0]!.map(() => 0);
  const candidates = table.map(() => 0);
  const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (let step = 0; step < 20_000; step++) {
    table.forEach((row, i) => {
      candidates[i] = average(row.flatMap((score, k) => (score === null ? [] : [score - datasets[k]!])));
    });
    datasets.forEach((_, k) => {
      datasets[k] = average(table.flatMap((row, i) => (row[k] == null ? [] : [row[k] - candidates[i]!])));
    });
  }
  return candidates.map((candidate) => candidate + average(datasets));
}

describe('adjustMeans', () => {
  it('are the plain means where nothing is missing', () => {
    const table = fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, (scores) => {
        means(scores).forEach((mean, i) => {
          expect(mean).toBeCloseTo(scores[i]!.reduce((sum, score) => sum + score, 0) / 3, 12);
        });
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('give nothing for having taken the easy dataset only, by hand', () => {
    // Both candidates are alike; the first dataset is harder by 0.4. The plain means would be 0.7 and 0.9.
    const [first, second] = means([
      [0.5, 0.9],
      [null, 0.9],
    ]);
    expect(first).toBeCloseTo(0.7, 12);
    expect(second).toBeCloseTo(0.7, 12);
  });

  it('find candidates and datasets again where scores are their sum, whatever is missing', () => {
    const candidate = [0.9, 0.7, 0.4, 0.2];
    const dataset = [0.1, -0.3, 0.2, 0, 0];
    const table = candidate.map((a, i) => dataset.map((b, k) => ((i * 2 + k * 3) % 4 === 0 ? null : a + b)));
    means(table).forEach((mean, i) => {
      expect(mean).toBeCloseTo(candidate[i]!, 12);
    });
  });

  it('equal the least squares found step by step', () => {
    const table = [
      [0.81, 0.4, null, 0.77],
      [null, 0.35, 0.9, null],
      [0.5, null, null, 0.66],
      [0.7, 0.52, 0.93, 0.71],
    ];
    naive(table).forEach((expected, i) => {
      expect(means(table)[i]).toBeCloseTo(expected, 9);
    });
  });

  it('compare only the largest group that datasets connect', () => {
    const counts = [
      [true, false, false],
      [false, true, true],
      [false, true, false],
      [false, false, false],
    ];
    const { isConnected, datasets } = adjustMeans(counts);
    expect(isConnected).toEqual([false, true, true, false]);
    expect(datasets).toEqual([1, 2]);
  });

  it('refuse rows of different length, and nothing at all', () => {
    expect(() => adjustMeans([[true], [true, false]])).toThrow(RangeError);
    expect(() => adjustMeans([[false]])).toThrow(/at least one score that counts/);
    expect(() => adjustMeans([])).toThrow(RangeError);
  });
});
