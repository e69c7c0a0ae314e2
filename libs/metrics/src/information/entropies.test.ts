import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { entropies } from './entropies.ts';

const bits = (truth: string, prediction: string) => entropies(overlapTable(image([truth]), image([prediction])));

describe('entropies', () => {
  it('counts the background as a part', () => {
    // Halves of 1 bit each, which cross: four joint parts of a quarter.
    expect(bits('11..', '1.1.')).toEqual({ truth: 1, prediction: 1, joint: 2 });
  });

  it('adds nothing for what both know', () => {
    expect(bits('1122', '3344')).toEqual({ truth: 1, prediction: 1, joint: 1 });
  });

  it('is 0 for an image of one part', () => {
    expect(bits('....', '1111')).toEqual({ truth: 0, prediction: 0, joint: 0 });
  });
});
