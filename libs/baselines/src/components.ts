import type { Mask, Objects } from './plane.ts';

/** 4: pixels touch by their sides; 8: by their corners too. */
export type Connectivity = 4 | 8;

/**
 * Numbers the connected sets of mask pixels, in the order of their first pixel.
 *
 * Two passes with union–find: Wu, Otoo and Suzuki, Optimizing two-pass connected-component labeling algorithms,
 * Pattern Analysis and Applications 12, 2009.
 */
export function connectedComponents({ width, height, data }: Mask, connectivity: Connectivity): Objects {
  const labels = new Uint32Array(data.length);
  const parents = new Forest(data.length);
  const corners = connectivity === 8;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const i = row * width + column;
      if (data[i] === 0) continue;
      let label = column > 0 ? labels[i - 1]! : 0;
      if (row > 0) {
        label = parents.join(label, labels[i - width]!);
        if (corners && column > 0) label = parents.join(label, labels[i - width - 1]!);
        if (corners && column < width - 1) label = parents.join(label, labels[i - width + 1]!);
      }
      labels[i] = label === 0 ? parents.add() : label;
    }
  }
  const { numbers, count } = parents.number();
  for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i]!]!;
  return { width, height, data: labels, count };
}

/** Provisional labels from 1, each with the smaller label it was joined to; 0 stands for no label. */
class Forest {
  private readonly parent: Uint32Array;
  private size = 0;

  /** At most every second pixel begins a label, whatever the mask. */
  constructor(pixels: number) {
    this.parent = new Uint32Array(Math.ceil(pixels / 2) + 2);
  }

  add(): number {
    this.size++;
    this.parent[this.size] = this.size;
    return this.size;
  }

  /** Joins two labels and answers the smaller root; the other one where one is 0. */
  join(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    const rootA = this.root(a);
    const rootB = this.root(b);
    if (rootA < rootB) return (this.parent[rootB] = rootA);
    return (this.parent[rootA] = rootB);
  }

  /** Final numbers 1..count by provisional label; a parent is always smaller, so one pass in order is enough. */
  number(): { numbers: Uint32Array; count: number } {
    const numbers = new Uint32Array(this.size + 1);
    let count = 0;
    for (let label = 1; label <= this.size; label++) {
      const parent = this.parent[label]!;
      numbers[label] = parent === label ? ++count : numbers[parent]!;
    }
    return { numbers, count };
  }

  private root(label: number): number {
    const { parent } = this;
    let at = label;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }
}
