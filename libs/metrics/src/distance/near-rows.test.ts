import { cellShapes } from '@cellboard/labels';

import { WorkBudget } from '../budget/work-budget.ts';
import { randomIntegers } from '../statistics/random.ts';
import { noise } from './adversarial.fixture.ts';
import { CellGeometry } from './cell-geometry.ts';
import { NearRows } from './near-rows.ts';
import { usualSettings } from './search-settings.ts';

const shapes = cellShapes(noise(30, 9, 1));
const target = { of: new CellGeometry(usualSettings, new WorkBudget()), number: 4 };
target.of.reset(shapes);

/** Squared distance from a pixel to the nearest run of the cell, by trying all. */
function naive(y: number, x: number): number {
  let nearest = Infinity;
  for (let k = shapes.first[4]!; k < shapes.first[5]!; k++) {
    const dx = Math.max(shapes.left[k]! - x, x - shapes.right[k]! + 1, 0);
    nearest = Math.min(nearest, (shapes.row[k]! - y) ** 2 + dx ** 2);
  }
  return nearest;
}

it.each([1, 4, 60])('finds the nearest run where %i rows are enough, from left to right and in any order', (most) => {
  const near = new NearRows(most, new WorkBudget());
  near.aim(target);
  const random = randomIntegers(2);
  const inOrder = Array.from({ length: 900 }, (_, i) => [Math.floor(i / 30), i % 30] as const);
  const anyOrder = Array.from({ length: 900 }, () => [random(30), random(30)] as const);
  let sure = 0;
  for (const [y, x] of [...inOrder, ...anyOrder]) {
    const found = near.nearest(y, x, { within: 0, below: Infinity });
    const { row, left, right } = shapes;
    const dx = Math.max(left[near.found]! - x, x - right[near.found]! + 1, 0);
    expect((row[near.found]! - y) ** 2 + dx ** 2).toBe(found);
    expect(found).toBeGreaterThanOrEqual(naive(y, x));
    if (!near.isSure) continue;
    sure++;
    expect(found).toBe(naive(y, x));
  }
  expect(sure).toBeGreaterThan(100);
  if (most === 60) expect(sure).toBe(1800);
});

it('takes the first run that is within reach, and none from `below` on', () => {
  const near = new NearRows(60, new WorkBudget());
  near.aim(target);
  for (let x = 0; x < 30; x++) {
    expect(near.nearest(7, x, { within: 25, below: Infinity })).toBeLessThanOrEqual(25);
    const nearest = naive(7, x);
    expect(near.nearest(7, x, { within: 0, below: nearest })).toBe(nearest);
    expect(near.nearest(7, x, { within: 0, below: nearest + 1 })).toBe(nearest);
  }
});
