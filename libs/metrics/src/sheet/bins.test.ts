import { bins, quantileBins } from './bins.ts';

describe('bins', () => {
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
});
