import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { matchHalf } from './match-half.ts';

const matched = (truth: string, prediction: string) => {
  const pairs = matchHalf(overlapTable(image([truth]), image([prediction])));
  return Array.from(pairs.truth, (t, k) => [t, pairs.prediction[k]]);
};

describe('matchHalf', () => {
  it('matches at an IoU of exactly one half and not below', () => {
    expect(matched('11..', '1...')).toEqual([[1, 1]]);
    expect(matched('111.', '1...')).toEqual([]);
  });

  it('gives a cell one partner where two halves fit it equally well', () => {
    expect(matched('1111', '1122')).toEqual([[1, 1]]);
    expect(matched('1122', '1111')).toEqual([[1, 1]]);
  });

  it('gives the intersection and the union of each pair', () => {
    const { intersection, union } = matchHalf(overlapTable(image(['1112']), image(['.112'])));
    expect([Array.from(intersection), Array.from(union)]).toEqual([
      [2, 1],
      [3, 1],
    ]);
  });
});
