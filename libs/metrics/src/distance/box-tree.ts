import type { CellShapes } from '@cellboard/labels';

import type { WorkBudget } from '../budget/work-budget.ts';
import { grown, grownWith } from './grown.ts';

const { max } = Math;

/** The boxes of cells, by cell number. */
export type Boxes = Pick<CellShapes, 'top' | 'bottom' | 'boxLeft' | 'boxRight'>;

/** Numbers kept of each node: where its cells begin and end, its second half, its first cell, ranges of four coordinates. */
const SIZE = 12;

/** Numbers kept of each cell while the tree grows, side by side in memory: its four coordinates, then its number. */
const ENTRY = 5;

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
  private entries = new Int32Array(0);
  private nodes = new Int32Array(0);
  private count = 0;
  private readonly leafSize: number;
  private readonly budget: WorkBudget;

  constructor(leafSize: number, budget: WorkBudget) {
    this.leafSize = leafSize;
    this.budget = budget;
  }

  /** Builds the tree over cells 1..n. */
  build({ top, bottom, boxLeft, boxRight }: Boxes): void {
    const cells = top.length - 1;
    this.cells = grown(this.cells, cells);
    this.entries = grown(this.entries, ENTRY * cells);
    for (let k = 0, at = 0; k < cells; k++) {
      this.entries[at++] = top[k + 1]!;
      this.entries[at++] = bottom[k + 1]!;
      this.entries[at++] = boxLeft[k + 1]!;
      this.entries[at++] = boxRight[k + 1]!;
      this.entries[at++] = k + 1;
    }
    this.count = 0;
    this.split(0, cells);
    for (let k = 0; k < cells; k++) this.cells[k] = this.entries[ENTRY * k + 4]!;
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

  private split(from: number, to: number): void {
    const node = this.count++;
    this.nodes = grownWith(this.nodes, SIZE * this.count);
    this.nodes[SIZE * node] = from;
    this.nodes[SIZE * node + 1] = to;
    this.nodes[SIZE * node + 2] = 0;
    this.measure(node);
    this.budget.spent += to - from;
    const side = this.widest(node);
    if (to - from <= this.leafSize || side < 0) return;
    const cut = this.partition(node, side);
    this.split(from, cut);
    this.nodes[SIZE * node + 2] = this.count;
    this.split(cut, to);
  }

  /** Finds the ranges of a node's coordinates and its smallest cell. */
  private measure(node: number): void {
    const { entries, nodes } = this;
    const [from, end] = [ENTRY * this.firstOf(node), ENTRY * this.endOf(node)];
    let number = entries[from + 4]!;
    for (let k = from + 4; k < end; k += ENTRY) if (entries[k]! < number) number = entries[k]!;
    nodes[SIZE * node + 3] = number;
    for (let side = 0; side < 4; side++) {
      let least = entries[from + side]!;
      let most = least;
      for (let k = from + side; k < end; k += ENTRY) {
        const value = entries[k]!;
        if (value < least) least = value;
        else if (value > most) most = value;
      }
      nodes[SIZE * node + 4 + 2 * side] = least;
      nodes[SIZE * node + 5 + 2 * side] = most;
    }
  }

  /** The coordinate of a node that differs most, 0 to 3, or -1 where all boxes are equal. */
  private widest(node: number): number {
    let found = -1;
    let most = 0;
    for (let side = 0; side < 4; side++) {
      const range = this.rangeOf(node, side);
      if (range <= most) continue;
      most = range;
      found = side;
    }
    return found;
  }

  private rangeOf(node: number, side: number): number {
    const k = SIZE * node + 4 + 2 * side;
    return this.nodes[k + 1]! - this.nodes[k]!;
  }

  /** Puts cells in the lower half of a coordinate first, and gives the place of the first of the others. */
  private partition(node: number, side: number): number {
    const { entries } = this;
    const middle = this.nodes[SIZE * node + 4 + 2 * side]! + (this.rangeOf(node, side) >> 1);
    let end = ENTRY * this.endOf(node);
    for (let k = ENTRY * this.firstOf(node); k < end;) {
      if (entries[k + side]! <= middle) {
        k += ENTRY;
        continue;
      }
      end -= ENTRY;
      for (let n = 0; n < ENTRY; n++) {
        const value = entries[k + n]!;
        entries[k + n] = entries[end + n]!;
        entries[end + n] = value;
      }
    }
    return end / ENTRY;
  }
}
