import type { Sitting } from '../demo-image.ts';
import { cosine, sine, smoothStep } from '../exact-math.ts';
import { Noise } from '../noise.ts';
import type { Random } from '../random.ts';
import { blob, type Shape } from '../shapes.ts';

/** What most of an image shows. */
export type Region = 'stroma' | 'glands' | 'infiltrate' | 'tumour';

const REGIONS: readonly Region[] = ['stroma', 'glands', 'infiltrate', 'tumour'];

/** What the image of a number shows; they take turns. */
export function regionOf(index: number): Region {
  return REGIONS[index % REGIONS.length]!;
}

/** A tube of epithelium cut across: a lumen with nuclei around it. */
export interface Gland {
  /** Outer outline. */
  readonly shape: Shape;
  /** Depth at which the lumen begins, 0 … 1. */
  readonly lumen: number;
}

/** The tissue without its nuclei. */
export interface Tissue {
  readonly region: Region;
  readonly glands: readonly Gland[];
  /** Position across the fibres, in fibre widths: constant along a fibre. */
  across(x: number, y: number): number;
  /** Position along the fibres, in pixels. */
  along(x: number, y: number): number;
  /** Direction of the fibres, radians. */
  direction(x: number, y: number): number;
  /** 1 in a white gap between the fibres, 0 in tissue; `across` is that of the same point. */
  gap(x: number, y: number, across: number): number;
}

/** Width of a fibre in pixels. */
const FIBRE = 4.2;

/** Lays out the tissue of an image. */
export function growTissue({ index, width, height, difficulty }: Sitting, random: Random): Tissue {
  const region = regionOf(index);
  const angle = random.between(0, Math.PI);
  const right = cosine(angle);
  const down = sine(angle);
  const waves = new Noise(random);
  const gaps = new Noise(random);
  const openness = random.between(0.32, 0.42) + 0.1 * difficulty.density + (region === 'tumour' ? 0.15 : 0);

  const along = (x: number, y: number): number => x * right + y * down;
  const across = (x: number, y: number): number =>
    (y * right - x * down + 46 * waves.at(x / 150, y / 150) + 7 * waves.at(x / 42 + 9, y / 42)) / FIBRE;
  return {
    region,
    glands: region === 'glands' ? growGlands(width, height, random) : [],
    along,
    across,
    direction(x, y) {
      // The fibre runs where `across` does not change: perpendicular to its gradient.
      const gx = across(x + 2, y) - across(x - 2, y);
      const gy = across(x, y + 2) - across(x, y - 2);
      return angleOf(gy, -gx);
    },
    gap(x, y, v) {
      const n = gaps.at(along(x, y) / 95, v / 5.5) + 0.25 * gaps.at(x / 13, y / 13);
      return smoothStep(openness, openness + 0.05, n);
    },
  };
}

function growGlands(width: number, height: number, random: Random): Gland[] {
  const glands: Gland[] = [];
  for (let attempt = 0; attempt < 60 && glands.length < 7; attempt++) {
    const radius = random.between(0.13, 0.23) * width;
    const x = random.between(0, width);
    const y = random.between(0, height);
    const clear = glands.every(({ shape }) => {
      const apart = (shape.x - x) * (shape.x - x) + (shape.y - y) * (shape.y - y);
      return apart > (0.75 * shape.reach + 1.05 * radius) ** 2;
    });
    if (!clear) continue;
    const form = { x, y, radius, aspect: random.between(1, 1.5), angle: random.between(0, Math.PI) };
    glands.push({ shape: blob({ ...form, irregularity: 0.07 }, random), lumen: random.between(0.28, 0.5) });
  }
  return glands;
}

/** Angle of the vector (x, y) modulo half a turn, by bisection on exact functions; enough for drawing. */
export function angleOf(x: number, y: number): number {
  const length = Math.sqrt(x * x + y * y);
  if (length === 0) return 0;
  const c = (y < 0 ? -x : x) / length;
  let low = 0;
  let high = Math.PI;
  for (let k = 0; k < 20; k++) {
    const middle = (low + high) / 2;
    if (cosine(middle) > c) low = middle;
    else high = middle;
  }
  return low;
}
