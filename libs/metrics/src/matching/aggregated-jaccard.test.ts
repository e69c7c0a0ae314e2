import { WorkBudget } from '../budget/work-budget.ts';
import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { aggregatedJaccard, aggregatedJaccardPlus } from './aggregated-jaccard.ts';
import { chain } from './chain.fixture.ts';

describe('aggregatedJaccard', () => {
  it('lets a predicted cell be used twice and adds the ones nobody uses', () => {
    // Both truth cells take prediction 1: 7 + 3 of 13 + 11; prediction 2 adds its 3 pixels.
    expect(aggregatedJaccard(chain)).toEqual([10, 27]);
  });

  it('adds the area of a truth cell that nothing overlaps', () => {
    expect(aggregatedJaccard(overlapTable(image(['1.22']), image(['1...'])))).toEqual([1, 3]);
  });

  it('has nothing to divide where both are empty', () => {
    expect(aggregatedJaccard(overlapTable(image(['.']), image(['.'])))).toEqual([0, 0]);
  });
});

it('aggregatedJaccardPlus is 0 over all areas where its budget is spent', () => {
  const budget = new WorkBudget();
  budget.open(1);
  // Areas 10 and 4 of the truth, 7 + 3 and 3 of the prediction.
  expect(aggregatedJaccardPlus(chain, budget)).toEqual([0, 27]);
  budget.open(1000);
  expect(aggregatedJaccardPlus(chain, budget)).toEqual([6, 21]);
});

it('aggregatedJaccardPlus pairs one to one with the largest sum of IoU', () => {
  // 1 with 2 and 2 with 1: 3 + 3 of 10 + 11.
  expect(aggregatedJaccardPlus(chain)).toEqual([6, 21]);
});
