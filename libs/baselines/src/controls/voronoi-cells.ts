import { Envelope } from '../envelope.ts';
import { toLabelPixels } from '../label-pixels.ts';
import type { Objects } from '../plane.ts';
import type { Control } from './control.ts';
import { drawsFor, drawSubset } from './draws.ts';

/** As many cells as there are, anywhere. */
export const voronoiCells: Control = {
  slug: 'voronoi-cells',
  name: 'Random cells',
  description:
    'Knows only how many cells there are: divides the image among as many points drawn at random, each pixel to the nearest (Voronoi cells).',
  showsTruth: true,
  paint({ truth: { pixels, cellCount }, imageSha256 }) {
    const [height, width] = pixels.shape as [number, number];
    const sites = drawSubset(drawsFor(`voronoi-cells ${imageSha256}`), cellCount, height * width);
    return toLabelPixels(nearestSites(sites, { width, height }));
  },
};

/**
 * Gives every pixel to the nearest of some pixels, which are numbered in their order; of several that are as near, to
 * the one further left, then to the upper one. Without sites nothing is given.
 *
 * @param sites different positions, ascending
 */
export function nearestSites(sites: readonly number[], { width, height }: Omit<Objects, 'data' | 'count'>): Objects {
  const data = new Uint32Array(width * height);
  if (sites.length === 0) return { width, height, data, count: 0 };
  const columns = new ColumnSites(sites, width);
  const envelope = new Envelope(width);
  const owners = new Uint32Array(width);
  for (let row = 0; row < height; row++) {
    columns.moveTo(row);
    envelope.build(columns.distance, 0);
    envelope.owners(owners);
    for (let column = 0; column < width; column++) data[row * width + column] = columns.nearest[owners[column]!]!;
  }
  return { width, height, data, count: sites.length };
}

/** For the pixels of one row after the other, the nearest site in the same column. */
class ColumnSites {
  /** By column: number of the nearest site, 0 where the column has none, and how far it is. */
  readonly nearest: Uint32Array;
  readonly distance: Float64Array;
  /** By column: the last site at or above the row, and the first one below it; 0 for none. */
  private readonly above: Uint32Array;
  private readonly below: Uint32Array;
  /** By site: its row, and the next site in its column. */
  private readonly row: Uint32Array;
  private readonly next: Uint32Array;

  constructor(sites: readonly number[], width: number) {
    this.nearest = new Uint32Array(width);
    this.distance = new Float64Array(width);
    this.above = new Uint32Array(width);
    this.below = new Uint32Array(width);
    this.row = new Uint32Array(sites.length + 1);
    this.next = new Uint32Array(sites.length + 1);
    for (let site = sites.length; site > 0; site--) {
      const column = sites[site - 1]! % width;
      this.row[site] = Math.floor(sites[site - 1]! / width);
      this.next[site] = this.below[column]!;
      this.below[column] = site;
    }
  }

  /** Goes on to the next row; the first is 0. */
  moveTo(row: number): void {
    for (let column = 0; column < this.nearest.length; column++) {
      const reached = this.below[column]!;
      if (reached !== 0 && this.row[reached] === row) {
        this.above[column] = reached;
        this.below[column] = this.next[reached]!;
      }
      const [above, below] = [this.above[column]!, this.below[column]!];
      const up = above === 0 ? Infinity : row - this.row[above]!;
      const down = below === 0 ? Infinity : this.row[below]! - row;
      this.nearest[column] = up <= down ? above : below;
      this.distance[column] = Math.min(up, down);
    }
  }
}
