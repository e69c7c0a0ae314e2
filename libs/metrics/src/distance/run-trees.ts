import type { WorkBudget } from '../budget/work-budget.ts';
import type { TargetRuns } from './cell-distance.ts';
import { grown, grownWith } from './grown.ts';
import { noCells } from './no-cells.ts';

const { max } = Math;

/** A pixel of an image. */
export interface Pixel {
  /** Row. */
  readonly y: number;
  /** Column. */
  readonly x: number;
}

/** How far a search goes, in squared distances in pixels². */
export interface SearchRange {
  /** At this distance any run is good enough. */
  readonly within: number;
  /** From this distance on no run matters. */
  readonly below: number;
}

/** Numbers kept of each node: where its runs begin and end, its second half, and its top, bottom, left and right. */
const SIZE = 7;

/**
 * Trees over the runs of the cells of one image, each built when its cell is first asked for. A node is cut in the
 * middle of its rows or columns, whichever are more, down to `leafSize` runs; as every cut halves a side, no tree is
 * deeper than both sides have bits, whatever the cell.
 *
 * They find the nearest run of a cell in about log(runs) steps, however scattered the cell is. The first half of a node
 * is the node behind it. One object serves many images: it keeps its memory.
 */
export class RunTrees {
  /** The run found last. */
  found = 0;
  private shapes: TargetRuns = noCells;
  /** Runs in the order of the trees; those of a node are side by side and sorted by row. */
  private order = new Int32Array(0);
  private readonly budget: WorkBudget;
  private readonly leafSize: number;
  /** Root of each cell's tree, -1 before it is built. */
  private root = new Int32Array(0);
  private nodes = new Int32Array(0);
  private aside = new Int32Array(0);
  private count = 0;
  private y = 0;
  private x = 0;
  private within = 0;
  private best = 0;

  constructor(leafSize: number, budget: WorkBudget) {
    this.leafSize = leafSize;
    this.budget = budget;
  }

  /** Begins with the cells of another image. */
  reset(shapes: TargetRuns): void {
    this.shapes = shapes;
    this.count = 0;
    this.root = grown(this.root, shapes.first.length);
    this.root.fill(-1, 0, shapes.first.length);
  }

  /**
   * Squared distance in pixels² from a pixel to the nearest run of a cell, or to the first one met that is `within`
   * reach; `below` where none is nearer than that.
   */
  nearest(cell: number, { y, x }: Pixel, { within, below }: SearchRange): number {
    if (this.root[cell]! < 0) this.build(cell);
    this.y = y;
    this.x = x;
    this.within = within;
    this.best = below;
    this.visit(this.root[cell]!);
    return this.best;
  }

  /** Looks for a nearer run in a node. */
  private visit(node: number): void {
    const { nodes, budget } = this;
    const k = SIZE * node;
    const second = nodes[k + 2]!;
    if (second === 0) {
      this.tryRuns(nodes[k]!, nodes[k + 1]!);
      return;
    }
    budget.spent += 2;
    const toFirst = this.distanceTo(node + 1);
    const toSecond = this.distanceTo(second);
    const firstIsNear = toFirst <= toSecond;
    if ((firstIsNear ? toFirst : toSecond) >= this.best) return;
    this.visit(firstIsNear ? node + 1 : second);
    if ((firstIsNear ? toSecond : toFirst) >= this.best || this.best <= this.within) return;
    this.visit(firstIsNear ? second : node + 1);
  }

  private tryRuns(from: number, to: number): void {
    const { row, left, right } = this.shapes;
    const { order, y, x } = this;
    for (let k = from; k < to; k++) {
      const run = order[k]!;
      const dy = row[run]! - y;
      const dx = max(left[run]! - x, x - right[run]! + 1, 0);
      const squared = dy * dy + dx * dx;
      if (squared >= this.best) continue;
      this.best = squared;
      this.found = run;
    }
    this.budget.spent += to - from;
  }

  private distanceTo(node: number): number {
    const { nodes, y, x } = this;
    const k = SIZE * node + 3;
    const dy = max(nodes[k]! - y, y - nodes[k + 1]!, 0);
    const dx = max(nodes[k + 2]! - x, x - nodes[k + 3]!, 0);
    return dy * dy + dx * dx;
  }

  private build(cell: number): void {
    const { first, row } = this.shapes;
    const [from, to] = [first[cell]!, first[cell + 1]!];
    if (this.count === 0) this.order = grown(this.order, row.length);
    for (let k = from; k < to; k++) this.order[k] = k;
    this.aside = grown(this.aside, to - from);
    this.root[cell] = this.count;
    this.split(from, to);
  }

  private split(from: number, to: number): void {
    const node = this.count++;
    this.nodes = grownWith(this.nodes, SIZE * this.count);
    this.nodes[SIZE * node] = from;
    this.nodes[SIZE * node + 1] = to;
    this.nodes[SIZE * node + 2] = 0;
    const [west, lastLeft] = this.measureBox(node);
    // A pass over the runs costs less than steps of a search do.
    this.budget.spent += (to - from) >> 2;
    const cut = to - from <= this.leafSize ? from : this.cut(node, west, lastLeft);
    if (cut === from || cut === to) return;
    this.split(from, cut);
    this.nodes[SIZE * node + 2] = this.count;
    this.split(cut, to);
  }

  /** Measures the box of a node, and gives the least and greatest column in which a run begins. */
  private measureBox(node: number): readonly [west: number, lastLeft: number] {
    const { order, nodes } = this;
    const { row, left, right } = this.shapes;
    const k = SIZE * node;
    const [from, to] = [nodes[k]!, nodes[k + 1]!];
    let west = left[order[from]!]!;
    let lastLeft = west;
    let east = 0;
    for (let i = from; i < to; i++) {
      const run = order[i]!;
      if (left[run]! < west) west = left[run]!;
      if (left[run]! > lastLeft) lastLeft = left[run]!;
      if (right[run]! > east) east = right[run]!;
    }
    nodes[k + 3] = row[order[from]!]!;
    nodes[k + 4] = row[order[to - 1]!]!;
    nodes[k + 5] = west;
    nodes[k + 6] = east - 1;
    return [west, lastLeft];
  }

  /** Sorts a node's runs into halves, and gives the place of the second. Two runs differ in row or first column. */
  private cut(node: number, west: number, lastLeft: number): number {
    const { nodes } = this;
    const k = SIZE * node;
    const [from, to, top, bottom] = [nodes[k]!, nodes[k + 1]!, nodes[k + 3]!, nodes[k + 4]!];
    if (bottom - top >= lastLeft - west) return this.firstBelow(from, to, top + ((bottom - top) >> 1));
    return this.partition(from, to, west + ((lastLeft - west) >> 1));
  }

  /** The place of the first run below row y; the runs are sorted by row. */
  private firstBelow(from: number, to: number, y: number): number {
    const { row } = this.shapes;
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (row[this.order[middle]!]! <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts runs that begin up to column x first, in their order, and gives the place of the first of the others. */
  private partition(from: number, to: number, x: number): number {
    const { order, aside } = this;
    const { left } = this.shapes;
    let [end, others] = [from, 0];
    for (let k = from; k < to; k++) {
      const run = order[k]!;
      if (left[run]! <= x) order[end++] = run;
      else aside[others++] = run;
    }
    for (let k = 0; k < others; k++) order[end + k] = aside[k]!;
    return end;
  }
}
