import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { coverage } from './coverage.ts';
import { detectionAccuracy } from './detection-accuracy.ts';

const accuracy = (truth: string, prediction: string) => {
  const table = overlapTable(image([truth]), image([prediction]));
  return detectionAccuracy(table, coverage(table));
};

describe('detectionAccuracy', () => {
  it('costs 10 a missed, 5 a merged and 1 an invented cell', () => {
    // Truth 1 and 2 are merged, 3 is missed, predicted cell 4 is invented: 30 − 5 − 10 − 1.
    expect(accuracy('11223..', '1111..4')).toEqual([14, 30]);
  });

  it('may fall below 0, which the score sheet cuts off', () => {
    expect(accuracy('1....', '.2345')).toEqual([-4, 10]);
  });
});
