import type { CellShapes } from '@cellboard/labels';

import type { WorkBudget } from '../budget/work-budget.ts';
import { grown, grownWith } from './grown.ts';

const { max } = Math;

/** The boxes of cells, by cell number. */
export type Boxes = Pick<CellShapes, 'top' | 'bottom' | 'boxLeft' | 'boxRight'>;

/** Numbers kept of each node: where its cells begin and end, its second half, its first cell, ranges of four coordinates. */
const SIZE = 12;

/**
 * A tree over the boxes of cells, each box being a point with four coordinates: top, bottom, left and right. A node is
 * cut in the middle of the coordinate that differs most, down to `leafSize` cells or equal boxes. As every cut halves a
 * coordinate, the tree is never deeper than the four have bits, whatever the cells.
 *
 * Node 0 is the root; the first half of a node is the node behind it. One tree serves many images: it keeps its memory.
 */
export class BoxTree {
  /** The cells, those of a node side by side. */
  cells = new Int32Array(0);
  private nodes = new Int32Array(0);
  private count = 0;
  private readonly leafSize: number;
  private readonly budget: WorkBudget;

  constructor(leafSize: number, budget: WorkBudget) {
    this.leafSize = leafSize;
    this.budget = budget;
  }

  /** Builds the tree over cells 1..n. */
  build(boxes: Boxes): void {
    const cells = boxes.top.length - 1;
    this.cells = grown(this.cells, cells);
    for (let k = 0; k < cells; k++) this.cells[k] = k + 1;
    this.count = 0;
    this.split(boxes, 0, cells);
  }

  /** Where the node's cells begin in {@link cells}. */
  firstOf(node: number): number {
    return this.nodes[SIZE * node]!;
  }

  /** The place behind the node's last cell in {@link cells}. */
  endOf(node: number): number {
    return this.nodes[SIZE * node + 1]!;
  }

  /** The second half of a node, or 0 for a leaf. */
  secondOf(node: number): number {
    return this.nodes[SIZE * node + 2]!;
  }

  /** The smallest number of the node's cells. */
  leastOf(node: number): number {
    return this.nodes[SIZE * node + 3]!;
  }

  /**
   * A squared distance in pixels² that the Hausdorff distance of cell c of `boxes` to no cell of the node is below: the
   * largest difference of a side, squared.
   */
  bound(node: number, { top, bottom, boxLeft, boxRight }: Boxes, c: number): number {
    const { nodes } = this;
    const k = SIZE * node + 4;
    const y = max(nodes[k]! - top[c]!, top[c]! - nodes[k + 1]!, nodes[k + 2]! - bottom[c]!, bottom[c]! - nodes[k + 3]!);
    const x = max(
      nodes[k + 4]! - boxLeft[c]!,
      boxLeft[c]! - nodes[k + 5]!,
      nodes[k + 6]! - boxRight[c]!,
      boxRight[c]! - nodes[k + 7]!,
    );
    const side = max(y, x, 0);
    return side * side;
  }

  private split(boxes: Boxes, from: number, to: number): void {
    const node = this.count++;
    this.nodes = grownWith(this.nodes, SIZE * this.count);
    this.nodes[SIZE * node] = from;
    this.nodes[SIZE * node + 1] = to;
    this.nodes[SIZE * node + 2] = 0;
    this.nodes[SIZE * node + 3] = this.leastNumber(from, to);
    const { key, middle } = this.widest(boxes, node);
    this.budget.spent += to - from;
    if (to - from <= this.leafSize || key === null) return;
    const cut = this.partition(key, middle, { from, to });
    this.split(boxes, from, cut);
    this.nodes[SIZE * node + 2] = this.count;
    this.split(boxes, cut, to);
  }

  /** Finds the ranges of a node's coordinates, and the middle of the widest; its key is null where all boxes are equal. */
  private widest({ top, bottom, boxLeft, boxRight }: Boxes, node: number): { key: Int32Array | null; middle: number } {
    let found: { key: Int32Array | null; middle: number } = { key: null, middle: 0 };
    let most = 0;
    [top, bottom, boxLeft, boxRight].forEach((key, side) => {
      const [least, greatest] = this.rangeOf(key, node);
      this.nodes[SIZE * node + 4 + 2 * side] = least;
      this.nodes[SIZE * node + 5 + 2 * side] = greatest;
      if (greatest - least <= most) return;
      most = greatest - least;
      found = { key, middle: least + (most >> 1) };
    });
    return found;
  }

  private leastNumber(from: number, to: number): number {
    let least = this.cells[from]!;
    for (let k = from + 1; k < to; k++) if (this.cells[k]! < least) least = this.cells[k]!;
    return least;
  }

  private rangeOf(key: Int32Array, node: number): readonly [least: number, greatest: number] {
    const { cells } = this;
    const end = this.endOf(node);
    let least = key[cells[this.firstOf(node)]!]!;
    let greatest = least;
    for (let k = this.firstOf(node) + 1; k < end; k++) {
      const value = key[cells[k]!]!;
      if (value < least) least = value;
      else if (value > greatest) greatest = value;
    }
    return [least, greatest];
  }

  /** Puts cells with a key up to the middle first, and gives the place of the first of the others. */
  private partition(key: Int32Array, middle: number, { from, to }: { from: number; to: number }): number {
    const { cells } = this;
    let end = to;
    for (let k = from; k < end;) {
      const cell = cells[k]!;
      if (key[cell]! <= middle) {
        k++;
        continue;
      }
      cells[k] = cells[--end]!;
      cells[end] = cell;
    }
    return end;
  }
}
