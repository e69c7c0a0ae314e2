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

/**
 * Numbers kept of each node: where its runs begin and end, its first half, its top, bottom, left and right, and the last
 * column in which a run begins.
 */
const SIZE = 8;

/** Stands for the first half of a node that nobody asked for yet; 0 stands for that of a leaf. */
const UNCUT = -1;

/**
 * Trees over the runs of the cells of one image. A node is cut in the middle of its rows or columns, whichever are more,
 * down to `leafSize` runs; as every cut halves a side, no tree is deeper than both sides have bits, whatever the cell.
 * A node is cut when a search first comes to it: most searches come to a small part of a scattered cell.
 *
 * They find the nearest run of a cell in about log(runs) steps, however scattered the cell is. The second half of a node
 * is the node behind the first. One object serves many images: it keeps its memory.
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
    const k = SIZE * node;
    const first = this.firstHalf(node);
    if (first === 0) {
      this.tryRuns(this.nodes[k]!, this.nodes[k + 1]!);
      return;
    }
    this.budget.spent += 2;
    const second = first + 1;
    const toFirst = this.distanceTo(first);
    const toSecond = this.distanceTo(second);
    const firstIsNear = toFirst <= toSecond;
    if ((firstIsNear ? toFirst : toSecond) >= this.best) return;
    this.visit(firstIsNear ? first : second);
    if ((firstIsNear ? toSecond : toFirst) >= this.best || this.best <= this.within) return;
    this.visit(firstIsNear ? second : first);
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
    this.root[cell] = this.add(from, to);
  }

  /** Adds a node, and measures the box of its runs. */
  private add(from: number, to: number): number {
    const node = this.count++;
    this.nodes = grownWith(this.nodes, SIZE * this.count);
    const { order, nodes } = this;
    const { row, left, right } = this.shapes;
    let west = left[order[from]!]!;
    let lastLeft = west;
    let east = 0;
    for (let i = from; i < to; i++) {
      const run = order[i]!;
      if (left[run]! < west) west = left[run]!;
      if (left[run]! > lastLeft) lastLeft = left[run]!;
      if (right[run]! > east) east = right[run]!;
    }
    let k = SIZE * node;
    const box = [row[order[from]!]!, row[order[to - 1]!]!, west, east - 1] as const;
    for (const value of [from, to, UNCUT, ...box, lastLeft]) nodes[k++] = value;
    // A pass over the runs costs less than steps of a search do.
    this.budget.spent += (to - from) >> 2;
    return node;
  }

  private firstHalf(node: number): number {
    const known = this.nodes[SIZE * node + 2]!;
    if (known !== UNCUT) return known;
    const first = this.cut(node);
    this.nodes[SIZE * node + 2] = first; // the array may have grown since
    return first;
  }

  /** Cuts a node into halves, and gives the first; 0 where it is a leaf. Two runs differ in row or first column. */
  private cut(node: number): number {
    const { nodes } = this;
    const k = SIZE * node;
    const [from, to, top, bottom] = [nodes[k]!, nodes[k + 1]!, nodes[k + 3]!, nodes[k + 4]!];
    if (to - from <= this.leafSize) return 0;
    const [west, lastLeft] = [nodes[k + 5]!, nodes[k + 7]!];
    const place =
      bottom - top >= lastLeft - west
        ? this.firstBelow(from, to, top + ((bottom - top) >> 1))
        : this.partition(from, to, west + ((lastLeft - west) >> 1));
    if (place === from || place === to) return 0;
    const first = this.add(from, place);
    this.add(place, to);
    return first;
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
