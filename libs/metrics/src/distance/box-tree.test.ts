import fc from 'fast-check';

import { WorkBudget } from '../budget/work-budget.ts';
import { runs } from '../laws/arbitrary-pairs.fixture.ts';
import { BoxTree, type Boxes } from './box-tree.ts';

/** Boxes as [top, bottom, left, right], of cells 1..n. */
function boxesOf(list: readonly (readonly [number, number, number, number])[]): Boxes {
  const column = (k: number) => Int32Array.from([0, ...list.map((box) => box[k]!)]);
  return { top: column(0), bottom: column(1), boxLeft: column(2), boxRight: column(3) };
}

/** The nodes of a tree from its root. */
function nodesOf(tree: BoxTree, node = 0): number[] {
  const second = tree.secondOf(node);
  return second === 0 ? [node] : [node, ...nodesOf(tree, node + 1), ...nodesOf(tree, second)];
}

const side = fc.integer({ min: 0, max: 30 });
const boxes = fc.array(fc.tuple(side, side, side, side), { minLength: 1, maxLength: 40 });

describe('BoxTree', () => {
  it('holds every cell in one leaf, and in no leaf more than asked for, but equal boxes', () => {
    fc.assert(
      fc.property(boxes, fc.integer({ min: 1, max: 5 }), (list, leafSize) => {
        const tree = new BoxTree(leafSize, new WorkBudget());
        tree.build(boxesOf(list));
        const leaves = nodesOf(tree).filter((node) => tree.secondOf(node) === 0);
        const cells = leaves.map((node) => Array.from(tree.cells.slice(tree.firstOf(node), tree.endOf(node))));
        expect(cells.flat().sort((a, b) => a - b)).toEqual(list.map((_, k) => k + 1));
        for (const leaf of cells) {
          const different = new Set(leaf.map((c) => list[c - 1]!.join()));
          expect(leaf.length <= leafSize || different.size === 1).toBe(true);
        }
      }),
      runs,
    );
  });

  it('bounds the largest difference of a side for all cells of a node', () => {
    fc.assert(
      fc.property(boxes, fc.tuple(side, side, side, side), (list, [top, bottom, left, right]) => {
        const tree = new BoxTree(2, new WorkBudget());
        tree.build(boxesOf(list));
        const other = boxesOf([[top, bottom, left, right]]);
        for (const node of nodesOf(tree)) {
          const cells = Array.from(tree.cells.slice(tree.firstOf(node), tree.endOf(node)));
          const differences = cells.map((c) =>
            Math.max(...list[c - 1]!.map((value, k) => Math.abs(value - [top, bottom, left, right][k]!))),
          );
          expect(tree.bound(node, other, 1)).toBeLessThanOrEqual(Math.min(...differences) ** 2);
          expect(tree.leastOf(node)).toBe(Math.min(...cells));
          if (cells.length === 1) expect(tree.bound(node, other, 1)).toBe(differences[0]! ** 2);
        }
      }),
      runs,
    );
  });

  it('counts its work, and serves another image', () => {
    const budget = new WorkBudget();
    const tree = new BoxTree(1, budget);
    tree.build(
      boxesOf([
        [0, 1, 0, 1],
        [5, 6, 5, 6],
        [9, 9, 9, 9],
      ]),
    );
    // Three cells in the root, then one and two, then one and one.
    expect(budget.spent).toBe(8);
    tree.build(boxesOf([[0, 0, 0, 0]]));
    expect([nodesOf(tree), tree.endOf(0)]).toEqual([[0], 1]);
  });
});
