import { cosine, sine } from './exact-math.ts';
import type { Random } from './random.ts';

/** Something that covers pixels. */
export interface Shape {
  /** Centre, in pixels from the left and from the top. */
  readonly x: number;
  readonly y: number;
  /** No covered point lies further from the centre, in pixels. */
  readonly reach: number;
  /** 0 in the middle, 1 on the outline, more outside; `dx`, `dy` in pixels from the centre. */
  depth(dx: number, dy: number): number;
}

/** What a {@link blob} is made of. */
export interface BlobForm {
  readonly x: number;
  readonly y: number;
  /** Mean radius in pixels. */
  readonly radius: number;
  /** Length by width, 1 or more. */
  readonly aspect: number;
  /** Direction of the length, radians. */
  readonly angle: number;
  /** How far the outline strays from the ellipse, as a share of the radius. */
  readonly irregularity: number;
  /** How far the ends are bent sideways, as a share of the length; 0 is straight. */
  readonly bend?: number;
  /** True: a bar with rounded corners instead of an ellipse. */
  readonly blunt?: boolean;
}

/** Waves around the outline, with 2, 3 … 6 crests. */
const WAVES = 5;

/** A rounded body: an ellipse, bent, with a wavy outline. */
export function blob(form: BlobForm, random: Random): Shape {
  const { x, y, radius, aspect, irregularity, bend = 0, blunt = false } = form;
  const stretch = Math.sqrt(aspect);
  const right = cosine(form.angle);
  const down = sine(form.angle);
  const waves = new Waves(irregularity, random);
  return {
    x,
    y,
    reach: Math.ceil(radius * stretch * (blunt ? 1.2 : 1) * (1 + waves.height) * (1 + 2 * Math.abs(bend))) + 2,
    depth(dx, dy) {
      const u = (dx * right + dy * down) / (radius * stretch);
      const v = ((dy * right - dx * down) * stretch) / radius - bend * aspect * (u * u - 0.4);
      const distance = Math.sqrt(u * u + v * v);
      if (distance < 1e-6) return 0;
      const reached = blunt ? Math.sqrt(Math.sqrt(u * u * u * u + v * v * v * v)) : distance;
      return reached / waves.radius(u / distance, v / distance);
    },
  };
}

/** A wavy circle of radius about 1. */
class Waves {
  /** No wave stands higher. */
  readonly height: number;
  private readonly cosines = new Float64Array(WAVES);
  private readonly sines = new Float64Array(WAVES);

  constructor(irregularity: number, random: Random) {
    let height = 0;
    for (let k = 0; k < WAVES; k++) {
      const size = (irregularity * random.between(0.3, 1)) / (1 + 0.6 * k);
      const phase = random.between(0, 2 * Math.PI);
      this.cosines[k] = size * cosine(phase);
      this.sines[k] = size * sine(phase);
      height += size;
    }
    this.height = height;
  }

  /** Radius in the direction (c, s) = (cos θ, sin θ); cos kθ comes from cos (k−1)θ and cos (k−2)θ. */
  radius(c: number, s: number): number {
    let cosBefore = 1;
    let sinBefore = 0;
    let cos = c;
    let sin = s;
    let radius = 1;
    for (let k = 0; k < WAVES; k++) {
      const nextCos = 2 * c * cos - cosBefore;
      const nextSin = 2 * c * sin - sinBefore;
      cosBefore = cos;
      sinBefore = sin;
      cos = nextCos;
      sin = nextSin;
      radius += this.cosines[k]! * cos + this.sines[k]! * sin;
    }
    return radius;
  }
}
