import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { coverage } from './coverage.ts';

describe('coverage', () => {
  const of = (truth: string, prediction: string) => {
    const { coveredBy, covers, liesIn, holds } = coverage(overlapTable(image([truth]), image([prediction])));
    return [coveredBy, covers, liesIn, holds].map((numbers) => Array.from(numbers).slice(1));
  };

  it('finds the predicted cell over more than half of a truth cell, and what lies in whom', () => {
    // Prediction 1 covers 3 of 3 and 2 of 3, and neither truth cell holds more than half of its 5... but the first: 3 of 5.
    expect(of('111222', '11111.')).toEqual([[1, 1], [2], [1], [1, 0]]);
  });

  it('does not count exactly one half', () => {
    expect(of('11..', '.11.')).toEqual([[0], [0], [0], [0]]);
  });
});
