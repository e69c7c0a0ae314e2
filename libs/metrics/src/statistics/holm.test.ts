import { holm } from './holm.ts';

describe('holm', () => {
  it('multiplies the smallest by their number, the next by one less, and never falls', () => {
    // 4 × 0.005, 3 × 0.01, 2 × 0.03, then 1 × 0.04 raised to 0.06.
    const expected = [0.03, 0.06, 0.06, 0.02];
    holm([0.01, 0.04, 0.03, 0.005]).forEach((p, i) => {
      expect(p).toBeCloseTo(expected[i]!, 12);
    });
  });

  it('stops at 1, and corrects nothing for one hypothesis or none', () => {
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect([holm([0.2]), holm([])]).toEqual([[0.2], []]);
  });
});
