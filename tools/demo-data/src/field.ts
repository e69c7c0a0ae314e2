import type { LabelPixels } from '@cellboard/labels';
import ndarray from 'ndarray';
import type { Shape } from './shapes.ts';

/** How much of a new body may lie over bodies already there, as a share of its own pixels. */
export interface Crowding {
  readonly maxOverlap: number;
}

/** A pixel of a body: `i` in the raster, and how deep it lies, see {@link Shape.depth}. */
export type PixelVisitor = (i: number, dx: number, dy: number) => void;

/**
 * The bodies of one picture and which pixels each of them owns.
 *
 * Where two bodies meet, a pixel belongs to the one in whose depth it lies further: they flatten each other
 * as cells do. So the truth is exact by construction: each pixel is drawn from its owner.
 */
export class Field<Body extends { readonly shape: Shape }> {
  readonly width: number;
  readonly height: number;
  /** Body number + 1 by pixel, 0 for none. */
  readonly owner: Uint16Array;
  /** Depth of the pixel in its owner, 0 … 1. */
  readonly depth: Float32Array;
  readonly bodies: Body[] = [];

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.owner = new Uint16Array(width * height);
    this.depth = new Float32Array(width * height).fill(1);
  }

  /** Adds a body where it has room. */
  place(body: Body, { maxOverlap }: Crowding): boolean {
    let area = 0;
    let taken = 0;
    this.visit(body.shape, (i, depth) => {
      if (depth >= 1) return;
      area++;
      if (this.owner[i] !== 0) taken++;
    });
    if (area === 0 || taken > maxOverlap * area) return false;

    this.bodies.push(body);
    const number = this.bodies.length;
    this.visit(body.shape, (i, depth) => {
      if (depth >= this.depth[i]!) return;
      this.owner[i] = number;
      this.depth[i] = depth;
    });
    return true;
  }

  /** Visits the pixels that a body owns. */
  visitOwned(number: number, visitor: PixelVisitor): void {
    const { shape } = this.bodies[number - 1]!;
    this.window(shape, (i, dx, dy) => {
      if (this.owner[i] === number) visitor(i, dx, dy);
    });
  }

  /**
   * Leaves each body its largest connected piece and removes those with fewer pixels than `minArea`,
   * so that no one is asked to find what cannot be seen.
   */
  tidy(minArea: number): void {
    const piece = new Int32Array(this.owner.length).fill(-1);
    const largest = new Map<number, { piece: number; area: number }>();
    const stack: number[] = [];
    for (let first = 0; first < this.owner.length; first++) {
      const number = this.owner[first]!;
      if (number === 0 || piece[first] !== -1) continue;
      const area = this.floodPiece(first, piece, stack);
      if (area > (largest.get(number)?.area ?? minArea - 1)) largest.set(number, { piece: first, area });
    }
    for (let i = 0; i < this.owner.length; i++) {
      if (this.owner[i] === 0 || largest.get(this.owner[i]!)?.piece === piece[i]) continue;
      this.owner[i] = 0;
      this.depth[i] = 1;
    }
  }

  /** The truth: owners as label pixels, numbered 1..n without gaps. */
  truth(): LabelPixels {
    const numbers = new Uint16Array(this.bodies.length + 1);
    for (const number of this.owner) numbers[number] = 1;
    numbers[0] = 0;
    let count = 0;
    for (let number = 1; number < numbers.length; number++) if (numbers[number] === 1) numbers[number] = ++count;
    return ndarray(
      Uint16Array.from(this.owner, (number) => numbers[number]!),
      [this.height, this.width],
    );
  }

  private floodPiece(first: number, piece: Int32Array, stack: number[]): number {
    const { owner, width } = this;
    const number = owner[first]!;
    let area = 0;
    const visit = (i: number): void => {
      if (owner[i] !== number || piece[i] !== -1) return;
      piece[i] = first;
      stack.push(i);
    };
    visit(first);
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      area++;
      visit(i - width);
      visit(i + width);
      if (i % width > 0) visit(i - 1);
      if (i % width < width - 1) visit(i + 1);
    }
    return area;
  }

  private visit(shape: Shape, visitor: (i: number, depth: number) => void): void {
    this.window(shape, (i, dx, dy) => {
      visitor(i, shape.depth(dx, dy));
    });
  }

  /** Every pixel of the picture within reach of a shape. */
  private window(shape: Shape, visitor: PixelVisitor): void {
    const left = Math.max(0, Math.floor(shape.x - shape.reach));
    const right = Math.min(this.width - 1, Math.ceil(shape.x + shape.reach));
    const top = Math.max(0, Math.floor(shape.y - shape.reach));
    const bottom = Math.min(this.height - 1, Math.ceil(shape.y + shape.reach));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        visitor(row * this.width + column, column - shape.x, row - shape.y);
      }
    }
  }
}
