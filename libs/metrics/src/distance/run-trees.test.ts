import { cellShapes } from '@cellboard/labels';
import fc from 'fast-check';

import { WorkBudget } from '../budget/work-budget.ts';
import { image } from '../image.fixture.ts';
import { labelled, pairs, runs } from '../laws/arbitrary-pairs.fixture.ts';
import { noise } from './adversarial.fixture.ts';
import { RunTrees } from './run-trees.ts';

const exact = { within: 0, below: Infinity };

describe('RunTrees', () => {
  it('find the nearest run of every cell from every pixel', () => {
    const trees = new RunTrees(1, new WorkBudget());
    fc.assert(
      fc.property(pairs, ([rows]) => {
        const cells = labelled(rows);
        trees.reset(cellShapes(cells));
        const pixels = rows.flatMap((row, y) => row.map((_, x) => ({ y, x, cell: cells.pixels.get(y, x) })));
        for (let c = 1; c <= cells.cellCount; c++) {
          const own = pixels.filter(({ cell }) => cell === c);
          for (const { y, x } of pixels) {
            const nearest = Math.min(...own.map((other) => (other.y - y) ** 2 + (other.x - x) ** 2));
            expect(trees.nearest(c, { y, x }, exact)).toBe(nearest);
          }
        }
      }),
      runs,
    );
  });

  it('stop at a run that is near enough, and at a distance of no interest', () => {
    const trees = new RunTrees(1, new WorkBudget());
    trees.reset(cellShapes(image(['1.1.1.....1'])));
    const from = { y: 0, x: 7 };
    expect(trees.nearest(1, from, exact)).toBe(9);
    expect(trees.nearest(1, from, { within: 16, below: Infinity })).toBeLessThanOrEqual(16);
    expect(trees.nearest(1, from, { within: 0, below: 9 })).toBe(9);
    expect(trees.nearest(1, from, { within: 0, below: 4 })).toBe(4);
  });

  it('look at a small part of the runs of a scattered cell', () => {
    const budget = new WorkBudget();
    const trees = new RunTrees(8, budget);
    const cells = noise(300, 4, 1);
    trees.reset(cellShapes(cells));
    const search = (): number => {
      const before = budget.spent;
      for (let y = 0; y < 300; y += 30) trees.nearest(1, { y, x: y }, exact);
      return budget.spent - before;
    };
    const [withCuts, again] = [search(), search()];
    const runCount = cellShapes(cells).first[2]! - cellShapes(cells).first[1]!;
    expect(runCount).toBeGreaterThan(15_000);
    // The first searches cut the nodes that they come to; a whole tree takes nearly three steps a run.
    expect(withCuts).toBeLessThan(2 * runCount);
    expect(again / 10).toBeLessThan(200);
  });
});
