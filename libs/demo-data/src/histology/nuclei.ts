import type { Sitting } from '../demo-image.ts';
import { cosine, sine } from '../exact-math.ts';
import { Field } from '../field.ts';
import type { Random } from '../random.ts';
import { blob, type Shape } from '../shapes.ts';
import { angleOf, type Gland, type Tissue } from './tissue.ts';

/** Which cell a nucleus belongs to. */
export type Kind = 'epithelial' | 'tumour' | 'fibroblast' | 'lymphocyte';

/** A nucleus stained with haematoxylin. */
export interface Nucleus {
  readonly shape: Shape;
  readonly kind: Kind;
  /** Haematoxylin it took up, 1 for an ordinary nucleus. */
  readonly stain: number;
  /** 0 in focus, 1 deeper in the section. */
  readonly plane: number;
  readonly nucleoli: readonly { readonly dx: number; readonly dy: number; readonly radius: number }[];
}

/** Least visible pixels of a nucleus. */
const MIN_AREA = 28;

interface Looks {
  /** Mean radius in pixels before the image's magnification, and its relative spread. */
  readonly radius: number;
  readonly spread: number;
  readonly aspect: readonly [number, number];
  readonly irregularity: number;
  readonly stain: readonly [number, number];
  readonly nucleoli: readonly [number, number];
}

const LOOKS: Record<Kind, Looks> = {
  epithelial: {
    radius: 9.5,
    spread: 0.14,
    aspect: [1.25, 1.8],
    irregularity: 0.035,
    stain: [0.75, 1.05],
    nucleoli: [0, 2],
  },
  tumour: { radius: 13, spread: 0.28, aspect: [1.05, 1.6], irregularity: 0.07, stain: [0.6, 1.1], nucleoli: [1, 3] },
  fibroblast: {
    radius: 7.5,
    spread: 0.2,
    aspect: [2.8, 5.5],
    irregularity: 0.04,
    stain: [0.95, 1.35],
    nucleoli: [0, 0],
  },
  lymphocyte: {
    radius: 6.8,
    spread: 0.1,
    aspect: [1, 1.18],
    irregularity: 0.035,
    stain: [1.25, 1.6],
    nucleoli: [0, 0],
  },
};

/** Magnification by image: the same tissue seen with different lenses. */
const ZOOMS = [1.1, 1, 1.15, 1, 1.3, 0.9, 0.95, 1.15, 0.95, 1.1, 0.85, 0.9, 1, 0.85, 1.05, 0.8] as const;

/** Puts nuclei where the tissue wants them. */
export function growNuclei(sitting: Sitting, tissue: Tissue, random: Random): Field<Nucleus> {
  const planting = new Planting(sitting, tissue, random);
  for (const gland of tissue.glands) planting.lineGland(gland);
  const { density } = sitting.difficulty;
  const squares = (sitting.width * sitting.height) / 10000;
  if (tissue.region === 'tumour') planting.scatter('tumour', squares * (5 + 9 * density));
  if (tissue.region === 'infiltrate') planting.scatter('lymphocyte', squares * (9 + 26 * density));
  planting.scatter('fibroblast', squares * (tissue.region === 'stroma' ? 4 + 7 * density : 2 + 2 * density));
  planting.scatter('lymphocyte', squares * (0.6 + 2 * density));
  planting.field.tidy(MIN_AREA);
  return planting.field;
}

class Planting {
  readonly field: Field<Nucleus>;
  private readonly sitting: Sitting;
  private readonly tissue: Tissue;
  private readonly random: Random;
  private readonly zoom: number;
  /** Middles of the lymphocytes' crowds. */
  private readonly crowds: readonly { x: number; y: number }[];

  constructor(sitting: Sitting, tissue: Tissue, random: Random) {
    this.field = new Field(sitting.width, sitting.height);
    this.sitting = sitting;
    this.tissue = tissue;
    this.random = random;
    this.zoom = ZOOMS[sitting.index % ZOOMS.length]!;
    this.crowds = Array.from({ length: 3 }, () => ({
      x: random.between(0, sitting.width),
      y: random.between(0, sitting.height),
    }));
  }

  /** A row of nuclei near the outer outline of a gland, their length pointing at the lumen. */
  lineGland({ shape, lumen }: Gland): void {
    const { random } = this;
    const steps = Math.round((2 * Math.PI * shape.reach) / (8 * this.zoom));
    const layers = 1 + Math.round(1.4 * this.sitting.difficulty.density);
    for (let k = 0; k < steps * layers; k++) {
      const angle = (2 * Math.PI * (k + random.between(-0.3, 0.3))) / steps;
      const c = cosine(angle);
      const s = sine(angle);
      const outline = 1 / shape.depth(c, s);
      const layer = Math.floor(k / steps);
      const away = outline * (0.86 - 0.16 * layer + random.between(-0.05, 0.05));
      if (away < outline * (lumen + 0.1)) continue;
      this.plant('epithelial', { x: shape.x + away * c, y: shape.y + away * s, angle: angleOf(c, s) }, 0.1);
    }
  }

  /** Nuclei of one kind all over the tissue outside glands and gaps; lymphocytes keep together. */
  scatter(kind: Kind, wanted: number): void {
    const { random, tissue, sitting } = this;
    const overlap = 0.03 + 0.15 * sitting.difficulty.density;
    let planted = 0;
    for (let attempt = 0; attempt < 10 * wanted && planted < wanted; attempt++) {
      const { x, y } = this.somewhere(kind);
      if (tissue.gap(x, y, tissue.across(x, y)) > 0.2 || this.inGland(x, y)) continue;
      const along = tissue.direction(x, y) + random.between(-0.2, 0.2);
      const angle = kind === 'fibroblast' ? along : random.between(0, Math.PI);
      if (this.plant(kind, { x, y, angle }, overlap)) planted++;
    }
  }

  private somewhere(kind: Kind): { x: number; y: number } {
    const { random } = this;
    const { width, height } = this.sitting;
    if (kind !== 'lymphocyte' || random.chance(0.3)) {
      return { x: random.between(-6, width + 6), y: random.between(-6, height + 6) };
    }
    const crowd = this.crowds[random.whole(0, this.crowds.length - 1)]!;
    return { x: crowd.x + 0.16 * width * random.normal(), y: crowd.y + 0.16 * width * random.normal() };
  }

  private inGland(x: number, y: number): boolean {
    return this.tissue.glands.some(({ shape }) => shape.depth(x - shape.x, y - shape.y) < 1.03);
  }

  private plant(kind: Kind, at: { x: number; y: number; angle: number }, maxOverlap: number): boolean {
    const { random, zoom } = this;
    const looks = LOOKS[kind];
    const radius = looks.radius * zoom * (1 + looks.spread * random.normal());
    if (radius < 3) return false;
    const shape = blob(
      {
        ...at,
        radius,
        aspect: random.between(...looks.aspect),
        irregularity: looks.irregularity * random.between(0.6, 1.4),
        bend: kind === 'fibroblast' ? random.between(-0.07, 0.07) : 0,
      },
      random,
    );
    const nucleoli = Array.from({ length: random.whole(...looks.nucleoli) }, () => ({
      dx: radius * random.between(-0.45, 0.45),
      dy: radius * random.between(-0.45, 0.45),
      radius: radius * random.between(0.12, 0.2),
    }));
    const plane = random.chance(0.12 + 0.3 * this.sitting.difficulty.defocus) ? 1 : 0;
    const stain = random.between(...looks.stain) * (plane === 1 ? 0.75 : 1);
    return this.field.place({ shape, kind, stain, plane, nucleoli }, { maxOverlap });
  }
}
