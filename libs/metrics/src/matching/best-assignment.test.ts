import { WorkBudget } from '../budget/work-budget.ts';
import { bestAssignment, iouOf } from './best-assignment.ts';
import { chain } from './chain.fixture.ts';

describe('bestAssignment', () => {
  it('takes the largest sum and leaves a cell alone where that is better', () => {
    const { truth, prediction } = bestAssignment(chain);
    // 3/10 + 3/11 is more than 7/13.
    expect([Array.from(truth), Array.from(prediction)]).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const weighted = bestAssignment(chain, (k) => [5, 1, 3][k]!);
    expect([Array.from(weighted.truth), Array.from(weighted.prediction)]).toEqual([[1], [1]]);
  });

  it('stops where its budget is spent', () => {
    const budget = new WorkBudget();
    budget.open(1);
    expect(bestAssignment(chain, iouOf(chain), budget).truth.length).toBeLessThan(2);
    expect(budget.isSpent).toBe(true);
  });

  it('matches no pair whose score is 0 or below', () => {
    expect(bestAssignment(chain, () => 0).truth).toHaveLength(0);
    expect(bestAssignment(chain, () => -1).truth).toHaveLength(0);
  });
});

it('computes the IoU of a pair', () => {
  expect([0, 1, 2].map(iouOf(chain))).toEqual([7 / 13, 3 / 10, 3 / 11]);
});
