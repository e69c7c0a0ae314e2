import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { coverageErrors } from './coverage-errors.ts';
import { coverage } from './coverage.ts';

const errors = (truth: string, prediction: string) =>
  coverageErrors(coverage(overlapTable(image([truth]), image([prediction]))));

describe('coverageErrors', () => {
  it('counts each kind once', () => {
    // Truth 1 is split in three, 2 and 3 are merged, 4 is missed; predicted cell 5 is invented.
    expect(errors('1111112233.4.', '1122334444..5')).toEqual({ splits: 1, merges: 1, missed: 1, invented: 1 });
  });

  it('finds none in a perfect prediction', () => {
    expect(errors('1122', '1122')).toEqual({ splits: 0, merges: 0, missed: 0, invented: 0 });
  });
});
