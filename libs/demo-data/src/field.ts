import type { LabelPixels } from '@cellboard/labels';
import ndarray from 'ndarray';
import type { Shape } from './shapes.ts';

/** How much of a new body may lie over bodies already there, as a share of its own pixels. */
export interface Crowding {
  readonly maxOverlap: number;
}

/** Within this depth no other body may have its middle; rejecting it at once saves looking at its pixels. */
const DEEP = 0.55;

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

  /** Adds a body where it has room and its middle does not lie deep in another. */
  place(body: Body, { maxOverlap }: Crowding): boolean {
    const { shape } = body;
    if (this.middleTaken(shape) || this.overlap(shape) > maxOverlap) return false;
    this.bodies.push(body);
    const number = this.bodies.length;
    this.window(shape, 1, (i, dx, dy) => {
      const depth = shape.depth(dx, dy);
      if (depth >= this.depth[i]!) return;
      this.owner[i] = number;
      this.depth[i] = depth;
    });
    return true;
  }

  /** Visits the pixels that a body owns. */
  visitOwned(number: number, visitor: PixelVisitor): void {
    const { shape } = this.bodies[number - 1]!;
    this.window(shape, 1, (i, dx, dy) => {
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
    for (let i = 0; i < this.owner.length; i++) numbers[this.owner[i]!] = 1;
    numbers[0] = 0;
    let count = 0;
    for (let number = 1; number < numbers.length; number++) if (numbers[number] === 1) numbers[number] = ++count;
    const labels = new Uint16Array(this.owner.length);
    for (let i = 0; i < labels.length; i++) labels[i] = numbers[this.owner[i]!]!;
    return ndarray(labels, [this.height, this.width]);
  }

  private middleTaken({ x, y }: Shape): boolean {
    const column = Math.round(x);
    const row = Math.round(y);
    const inside = column >= 0 && column < this.width && row >= 0 && row < this.height;
    return inside && this.depth[row * this.width + column]! < DEEP;
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

  /** Share of a shape's pixels that are taken, judged by some 150 of them; infinite where it lies outside the picture. */
  private overlap(shape: Shape): number {
    let area = 0;
    let taken = 0;
    this.window(shape, Math.max(1, Math.floor(shape.reach / 7)), (i, dx, dy) => {
      if (shape.depth(dx, dy) >= 1) return;
      area++;
      if (this.owner[i] !== 0) taken++;
    });
    return area === 0 ? Infinity : taken / area;
  }

  /** Every pixel of the picture within reach of a shape, or only every `step`-th of every `step`-th row. */
  private window(shape: Shape, step: number, visitor: PixelVisitor): void {
    const left = Math.max(0, Math.floor(shape.x - shape.reach));
    const right = Math.min(this.width - 1, Math.ceil(shape.x + shape.reach));
    const top = Math.max(0, Math.floor(shape.y - shape.reach));
    const bottom = Math.min(this.height - 1, Math.ceil(shape.y + shape.reach));
    for (let row = top; row <= bottom; row += step) {
      for (let column = left; column <= right; column += step) {
        visitor(row * this.width + column, column - shape.x, row - shape.y);
      }
    }
  }
}
