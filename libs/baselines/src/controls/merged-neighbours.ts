import { ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';
import type { Control } from './control.ts';
import { drawsFor, drawSubset } from './draws.ts';

/** Of so many pairs of neighbours one is merged: 5 %. */
const PAIRS_FOR_ONE = 20;

/** Cells are neighbours where at most so many pixels of background part them: people often leave a line between cells. */
const WIDEST_GAP = 2;

/** The truth, in which some neighbours were not told apart. */
export const mergedNeighbours: Control = {
  slug: 'merged-neighbours',
  name: 'Truth, 5 % merged',
  description:
    'The truth with one of twenty pairs of neighbouring cells, drawn at random, taken for one cell: it shows what merged cells cost.',
  showsTruth: true,
  paint({ truth, imageSha256 }) {
    const { pixels, cellCount } = truth;
    const [height, width] = pixels.shape as [number, number];
    const pairs = neighbouringPairs(truth);
    const draw = drawsFor(`merged-neighbours ${imageSha256}`);
    // An image with few pairs has one merged now and then, so that it is 5 % over many images.
    const count = Math.floor(pairs.length / PAIRS_FOR_ONE + draw(2 ** 32) / 2 ** 32);
    const merged = mergePairs(
      drawSubset(draw, count, pairs.length).map((pair) => pairs[pair]!),
      cellCount,
    );
    return toLabelImage(
      ndArray(
        pixels.data.map((cell) => merged[cell]!),
        [height, width],
      ),
    ).pixels;
  },
};

/** A pair of cells, the smaller number first. */
type Pair = readonly [number, number];

/** The pairs of cells with at most {@link WIDEST_GAP} pixels of background between them, along a row or a column; ascending. */
export function neighbouringPairs({ pixels, cellCount }: LabelImage): Pair[] {
  const [height, width] = pixels.shape as [number, number];
  const { data } = pixels;
  const found = new Set<number>();
  const above = new LastCells(width);
  for (let row = 0; row < height; row++) {
    const left = new LastCells(1);
    for (let column = 0; column < width; column++) {
      const cell = data[row * width + column]!;
      if (cell === 0) continue;
      for (const other of [left.pass(cell, 0, column), above.pass(cell, column, row)]) {
        if (other !== 0 && other !== cell) found.add(Math.min(cell, other) * (cellCount + 1) + Math.max(cell, other));
      }
    }
  }
  return [...found].sort((a, b) => a - b).map((key) => [Math.floor(key / (cellCount + 1)), key % (cellCount + 1)]);
}

/** The last cell on each of some lines, and where it was. */
class LastCells {
  private readonly cell: Uint32Array;
  private readonly place: Uint32Array;

  constructor(lines: number) {
    this.cell = new Uint32Array(lines);
    this.place = new Uint32Array(lines);
  }

  /** Notes a cell on a line, and gives the last one before; 0 where that is further away than a gap. */
  pass(cell: number, line: number, place: number): number {
    const before = place - this.place[line]! <= WIDEST_GAP + 1 ? this.cell[line]! : 0;
    this.cell[line] = cell;
    this.place[line] = place;
    return before;
  }
}

/** For every cell the smallest number of those that it is merged with, directly or through others; index 0 is 0. */
function mergePairs(pairs: readonly Pair[], cellCount: number): Uint32Array {
  const parent = Uint32Array.from({ length: cellCount + 1 }, (_, cell) => cell);
  const root = (cell: number): number => {
    let at = cell;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  for (const [a, b] of pairs) {
    const [rootA, rootB] = [root(a), root(b)];
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
  return parent.map((_, cell) => root(cell));
}
