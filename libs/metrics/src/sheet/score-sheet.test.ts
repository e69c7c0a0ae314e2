import { thresholds } from '../catalog/metric-id.ts';
import { poolFractions, scoreFrom, type Fractions } from './score-sheet.ts';

describe('scoreFrom', () => {
  it('divides a fraction, and is null for what is not there', () => {
    expect([scoreFrom({ pq: [3, 4] }, 'pq'), scoreFrom({}, 'pq')]).toEqual([0.75, null]);
  });

  it('takes the mean of AP over all ten thresholds, or nothing', () => {
    const all: Fractions = Object.fromEntries(thresholds.map((at, i) => [`ap@${at}`, [i, 10]]));
    expect(scoreFrom(all, 'apMean')).toBeCloseTo(0.45, 12);
    expect(scoreFrom({ 'ap@0.5': [1, 1] }, 'apMean')).toBeNull();
  });

  it('takes the smaller direction of best Dice, 0 where one has nothing to score', () => {
    expect(scoreFrom({ mDice: [1, 2], mDiceReverse: [3, 4] }, 'sbd')).toBe(0.5);
    expect(scoreFrom({ mDice: [1, 2], mDiceReverse: [0, 0] }, 'sbd')).toBe(0);
    expect(scoreFrom({ mDice: [0, 0], mDiceReverse: [0, 0] }, 'sbd')).toBeNull();
  });

  it('cuts DET off at 0', () => {
    expect([scoreFrom({ det: [-4, 10] }, 'det'), scoreFrom({ det: [4, 10] }, 'det')]).toEqual([0, 0.4]);
  });
});

it('poolFractions adds up metric by metric', () => {
  expect(poolFractions([{ pq: [1, 2] }, { pq: [1, 1], sq: [1, 1] }, {}])).toEqual({ pq: [2, 3], sq: [1, 1] });
});
