import { searchStepsFor, stepsFor, WorkBudget } from './work-budget.ts';

it('is spent beyond its limit, has none at first, and may be opened again', () => {
  const budget = new WorkBudget();
  budget.spent += 1e15;
  expect(budget.isSpent).toBe(false);
  budget.open(2);
  budget.spent += 2;
  expect(budget.isSpent).toBe(false);
  budget.spent++;
  expect(budget.isSpent).toBe(true);
  budget.open(0);
  expect([budget.spent, budget.isSpent]).toEqual([0, false]);
});

it('is 50 steps per pixel and 10 million', () => {
  expect(stepsFor(100)).toBe(10_005_000);
});

it('is less by 23 steps for each run of a sparse cell where the nearest cells are looked for', () => {
  expect(searchStepsFor(100, 10)).toBe(10_004_770);
});
