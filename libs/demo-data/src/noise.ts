import type { Random } from './random.ts';

// Looking a global up costs much inside a test's sandbox, and this is called some million times an image.
const { floor } = Math;

const SIDE = 256;
const MASK = SIDE - 1;

/**
 * Gradient noise: smooth random landscapes of mean 0, about −1 … 1, whose hills are about one unit wide.
 *
 * Perlin, Improving noise, SIGGRAPH 2002; repeats after 256 units.
 */
export class Noise {
  private readonly slopeX = new Float64Array(SIDE);
  private readonly slopeY = new Float64Array(SIDE);
  private readonly shuffled = new Uint8Array(2 * SIDE);

  constructor(random: Random) {
    for (let i = 0; i < SIDE; i++) {
      const x = random.between(-1, 1);
      const y = random.between(-1, 1);
      const length = Math.sqrt(x * x + y * y) + 1e-9;
      this.slopeX[i] = x / length;
      this.slopeY[i] = y / length;
      this.shuffled[i] = i;
    }
    for (let i = SIDE - 1; i > 0; i--) {
      const j = random.whole(0, i);
      const swapped = this.shuffled[i]!;
      this.shuffled[i] = this.shuffled[j]!;
      this.shuffled[j] = swapped;
    }
    this.shuffled.copyWithin(SIDE, 0, SIDE);
  }

  at(x: number, y: number): number {
    const { shuffled, slopeX, slopeY } = this;
    const floorX = floor(x);
    const floorY = floor(y);
    const dx = x - floorX;
    const dy = y - floorY;
    const column = floorX & MASK;
    const next = (column + 1) & MASK;
    const row = floorY & MASK;
    const a = shuffled[shuffled[column]! + row]!;
    const b = shuffled[shuffled[next]! + row]!;
    const c = shuffled[shuffled[column]! + row + 1]!;
    const d = shuffled[shuffled[next]! + row + 1]!;
    const u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const va = slopeX[a]! * dx + slopeY[a]! * dy;
    const vb = slopeX[b]! * (dx - 1) + slopeY[b]! * dy;
    const vc = slopeX[c]! * dx + slopeY[c]! * (dy - 1);
    const vd = slopeX[d]! * (dx - 1) + slopeY[d]! * (dy - 1);
    const upper = va + u * (vb - va);
    return 1.5 * (upper + v * (vc + u * (vd - vc) - upper));
  }

  /** Three landscapes, each half as wide and half as high as the one before; about −1 … 1. */
  rough(x: number, y: number): number {
    return (
      0.6 * this.at(x, y) + 0.3 * this.at(2.03 * x + 17.3, 2.03 * y + 5.1) + 0.15 * this.at(4.1 * x, 4.1 * y + 51.7)
    );
  }
}
