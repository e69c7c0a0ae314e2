import { image } from '../image.fixture.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import { summarise } from './summarise.ts';

const good = evaluatePair(image(['11.', '11.']), image(['11.', '11.']));
const bad = evaluatePair(image(['122', '...', '3..']), image(['1..', '...', '...']));
const empty = evaluatePair(image(['.']), image(['.']));

describe('summarise', () => {
  it('keeps the mean over images and the pooled score apart', () => {
    const { mean, pooled } = summarise([good, bad, empty]);
    // AP 1/1 and 1/3, and nothing to score.
    expect(mean['ap@0.5']).toBeCloseTo((1 + 1 / 3) / 2, 12);
    expect(pooled['ap@0.5']).toBe(2 / 4);
    expect(pooled['tp@0.5']).toBe(2);
    expect(mean['tp@0.5']).toBeCloseTo(2 / 3, 12);
    // Cells weigh the same: (1 + 1 + 0 + 0) / 4.
    expect(pooled.mDice).toBe(1 / 2);
  });
  it('is null where nothing could be judged, and empty without images', () => {
    expect(summarise([empty]).mean.pq).toBeNull();
    expect(summarise([empty]).pooled.pq).toBeNull();
    expect(summarise([])).toEqual({ mean: {}, pooled: {} });
  });
});
