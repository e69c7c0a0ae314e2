import { competitionRanks } from './competition-ranks.ts';

describe('competitionRanks', () => {
  it('gives equals the same rank and counts them', () => {
    expect(competitionRanks([0.9, 0.7, 0.7, 0.1], 'higher')).toEqual([1, 2, 2, 4]);
    expect(competitionRanks([0.9, 0.7, 0.7, 0.1], 'lower')).toEqual([4, 2, 2, 1]);
  });
  it('puts null and NaN behind every number, whatever the direction', () => {
    expect(competitionRanks([null, 5, NaN, -5], 'lower')).toEqual([3, 2, 3, 1]);
    expect(competitionRanks([null, 5, NaN, -5], 'higher')).toEqual([3, 1, 3, 2]);
  });
  it('ranks all numbers alike where there is no better', () => {
    expect(competitionRanks([3, null, 1], 'none')).toEqual([1, 3, 1]);
  });
});
