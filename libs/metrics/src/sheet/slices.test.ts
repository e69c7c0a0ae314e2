import { evaluatePair } from '../pair/evaluate-pair.ts';
import { image } from '../image.fixture.ts';
import { bins, quantileBins, scoresByCellSize, summariseBy } from './slices.ts';
import { summarise } from './summarise.ts';

const good = { ...evaluatePair(image(['11.', '11.']), image(['11.', '11.'])), tissue: 'liver' };
const bad = { ...evaluatePair(image(['122', '...', '3..']), image(['1..', '...', '...'])), tissue: 'skin' };
const empty = { ...evaluatePair(image(['.']), image(['.'])), tissue: 'skin' };

describe('summarise', () => {
  it('keeps the mean over images and the pooled score apart', () => {
    const { mean, pooled } = summarise([good, bad, empty]);
    // AP 1/1 and 1/3, and nothing to judge.
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

describe('slices', () => {
  it('summarise images by a tag', () => {
    const slices = summariseBy([good, bad, empty], ({ tissue }) => tissue);
    expect(slices.map(({ key, images, pooled }) => [key, images, pooled['tp@0.5']])).toEqual([
      ['liver', 1, 1],
      ['skin', 2, 1],
    ]);
    expect(summariseBy([good], () => null)).toEqual([]);
  });

  it('have bins with about as many values each', () => {
    const quarters = quantileBins([1, 2, 3, 4, 5, 6, 7, 8, 9], 4);
    expect(quarters.edges).toEqual([1, 3, 5, 7, 9]);
    expect([0, 1, 2.9, 3, 9, 9.1, NaN].map(quarters.binOf)).toEqual([null, 0, 0, 1, 3, null, null]);
    expect(quarters.label(1)).toBe('3 to 5');
  });

  it('join bins whose edges are equal', () => {
    const joined = quantileBins([2, 2, 2, 2], 3);
    expect([joined.edges, joined.binOf(2), joined.label(0)]).toEqual([[2], 0, '2 to 2']);
    expect(() => bins([3, 1])).toThrow(/ascend.*3, 1/);
    expect(() => quantileBins([], 2)).toThrow(/at least one value/);
  });

  it('score cells by their size', () => {
    const { cells } = evaluatePair(image(['1.2222', '......', '3333..']), image(['1.....', '......', '3333..']), {
      perCell: true,
    });
    const sliced = scoresByCellSize(cells!.truth, bins([1, 3, 5, 9]));
    expect(sliced.map(({ key, cells: n, dice, missed, matched }) => [key, n, dice, missed, matched])).toEqual([
      ['1 to 3', 1, 1, 0, 1],
      ['3 to 5', 2, 1 / 2, 1 / 2, 1 / 2],
      ['5 to 9', 0, null, null, null],
    ]);
  });
});
