import { averageRanks } from './average-ranks.ts';

describe('averageRanks', () => {
  it('gives ties their mean rank and measures the ties', () => {
    // 10 once, 20 three times at ranks 2, 3, 4, 30 twice at 5, 6: (27 − 3) + (8 − 2).
    expect(averageRanks([20, 10, 30, 20, 30, 20])).toEqual({ ranks: [3, 1, 5.5, 3, 5.5, 3], tieSum: 30 });
  });

  it('takes infinite values, and no values', () => {
    expect(averageRanks([Infinity, -1, Infinity])).toEqual({ ranks: [2.5, 1, 2.5], tieSum: 6 });
    expect(averageRanks([])).toEqual({ ranks: [], tieSum: 0 });
  });
});
