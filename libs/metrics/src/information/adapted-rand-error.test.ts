import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { adaptedRandError } from './adapted-rand-error.ts';

const error = (truth: string, prediction: string) =>
  adaptedRandError(overlapTable(image([truth]), image([prediction])));

describe('adaptedRandError', () => {
  it('compares ordered pairs of pixels that are together', () => {
    // Together in the truth 2 + 2, in the prediction 4 · 3, in both 2 + 2: 16 − 2 · 4 of 16.
    expect(error('1122', '1111')).toEqual([8, 16]);
  });

  it("leaves out the truth's background, not the prediction's", () => {
    expect(error('11..', '1111')).toEqual([0, 4]);
    expect(error('1111', '11..')).toEqual([8, 16]);
  });

  it('has nothing to divide where no two pixels are together', () => {
    expect(error('12', '34')).toEqual([0, 0]);
  });
});
