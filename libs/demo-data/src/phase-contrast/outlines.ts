import { cosine, mix, sine, smoothStep } from '../exact-math.ts';
import type { Noise } from '../noise.ts';
import type { Shape } from '../shapes.ts';

/** What a {@link spindle} is made of. */
export interface SpindleForm {
  readonly x: number;
  readonly y: number;
  /** Radius in pixels of a disc of about the same area. */
  readonly radius: number;
  /** Direction of the length, radians. */
  readonly angle: number;
  /** Length by width. */
  readonly aspect: number;
  /** How far both ends are bent to one side, and to opposite sides, as shares of the length. */
  readonly bend: number;
  readonly twist: number;
  /** Where it is thickest, as a share of the length off the middle. */
  readonly belly: number;
}

/** A long body that runs out into a thin tail at both ends, as fibroblasts do. */
export function spindle({ x, y, radius, angle, aspect, bend, twist, belly }: SpindleForm): Shape {
  const half = 1.3 * radius * Math.sqrt(aspect);
  const thickness = (1.05 * radius) / Math.sqrt(aspect) + 2;
  const right = cosine(angle);
  const down = sine(angle);
  return {
    x,
    y,
    reach: Math.ceil(half * 1.2) + 3,
    depth(dx, dy) {
      const u = (dx * right + dy * down) / half;
      // The belly's place is 0 on this scale, both tips stay at ±1.
      const along = u - belly * (1 - u * u);
      const taper = Math.max(0, 1 - along * along);
      const width = thickness * mix(0.13, 1, taper * taper * taper);
      const v = (dy * right - dx * down - half * (bend * (u * u - 0.3) + twist * u * (u * u - 0.4))) / width;
      return Math.sqrt(u * u * u * u * u * u + v * v);
    },
  };
}

/** Noise that ruffles an outline, and where in it to look. */
export interface Ruffle {
  readonly edge: Noise;
  readonly offset: number;
}

/**
 * Ruffles the outline as living membranes are: points near it are looked up a little beside themselves.
 *
 * @param amount how far, in pixels
 */
export function ragged(shape: Shape, amount: number, { edge, offset }: Ruffle): Shape {
  return {
    ...shape,
    reach: shape.reach + Math.ceil(1.5 * amount),
    depth(dx, dy) {
      const smooth = shape.depth(dx, dy);
      // Deep inside and far outside the outline nothing would change, and noise is dear.
      if (smooth < 0.4 || smooth > 1.6) return smooth;
      const share = amount * smoothStep(0.4, 0.7, smooth);
      const a = share * edge.rough(dx / 12 + offset, dy / 12);
      const b = share * edge.rough(dx / 12, dy / 12 + offset);
      return shape.depth(dx + a, dy + b);
    },
  };
}
