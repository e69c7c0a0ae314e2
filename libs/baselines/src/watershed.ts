import type { GreyPlane, Mask, Objects } from './plane.ts';

const LEVELS = 256;

/** What is flooded: seeds climb a landscape, within a mask. All of one width and height. */
export interface Basin {
  /** Any unit; high is flooded first. */
  readonly height: GreyPlane;
  readonly seeds: Objects;
  readonly mask: Mask;
}

/**
 * Seeded watershed without lines: every mask pixel that a path along pixel sides connects with a seed
 * goes to the seed that reaches it over the highest pass; others stay 0.
 *
 * Flooding from the peaks downwards with an ordered queue: Meyer, Topographic distance and watershed lines,
 * Signal Processing 38, 1994; Beucher and Meyer 1993. The queue has 256 levels between the least and the greatest
 * height; within a level, first come first served. A pixel enters it once, so the cost is linear.
 */
export function watershed({ height: landscape, seeds, mask }: Basin): Objects {
  const { width, height } = landscape;
  const levels = toLevels(landscape);
  const labels = new Uint32Array(levels.length);
  const queue = new LevelQueue(levels.length);

  const visit = (i: number, label: number, atMost: number): void => {
    if (mask.data[i] === 0 || labels[i] !== 0) return;
    labels[i] = label;
    queue.push(i, Math.min(levels[i]!, atMost));
  };
  for (let i = 0; i < labels.length; i++) if (seeds.data[i] !== 0) visit(i, seeds.data[i]!, LEVELS - 1);
  for (let i = queue.pop(); i >= 0; i = queue.pop()) {
    const label = labels[i]!;
    const level = queue.level;
    const column = i % width;
    if (i >= width) visit(i - width, label, level);
    if (column > 0) visit(i - 1, label, level);
    if (column < width - 1) visit(i + 1, label, level);
    if (i < (height - 1) * width) visit(i + width, label, level);
  }
  return { width, height, data: labels, count: seeds.count };
}

/** Heights as whole levels 0..255 between the least and the greatest. */
function toLevels({ data }: GreyPlane): Uint8Array {
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const perLevel = greatest > least ? (LEVELS - 1) / (greatest - least) : 0;
  const levels = new Uint8Array(data.length);
  for (let i = 0; i < levels.length; i++) levels[i] = Math.round((data[i]! - least) * perLevel);
  return levels;
}

/** Pixels waiting on 256 levels: the highest level first, within it the order of arrival. */
class LevelQueue {
  /** The level of the pixel given last. */
  level = LEVELS - 1;
  private readonly first = new Int32Array(LEVELS).fill(-1);
  private readonly last = new Int32Array(LEVELS).fill(-1);
  private readonly next: Int32Array;

  constructor(pixels: number) {
    this.next = new Int32Array(pixels).fill(-1);
  }

  push(pixel: number, level: number): void {
    if (this.first[level] === -1) this.first[level] = pixel;
    else this.next[this.last[level]!] = pixel;
    this.last[level] = pixel;
    if (level > this.level) this.level = level;
  }

  /** The next pixel, −1 where none waits. */
  pop(): number {
    while (this.first[this.level] === -1) {
      if (this.level === 0) return -1;
      this.level--;
    }
    const pixel = this.first[this.level]!;
    this.first[this.level] = this.next[pixel]!;
    return pixel;
  }
}
