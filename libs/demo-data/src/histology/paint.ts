import { blankRaster, blur, type Raster } from '../blur.ts';
import type { Rendering, Sitting } from '../demo-image.ts';
import { exponential, mix, smoothStep } from '../exact-math.ts';
import type { Field } from '../field.ts';
import { Noise } from '../noise.ts';
import { Random } from '../random.ts';
import { growNuclei, type Kind, type Nucleus } from './nuclei.ts';
import { blankStains, laboratory, photographSection, type Stains } from './stain.ts';
import { growTissue, type Tissue } from './tissue.ts';

/** Blur of nuclei deeper in the section beyond that of the lens, in pixels. */
const DEEPER = 1.7;

/**
 * A section of tissue in haematoxylin and eosin: pink fibres and gaps, glands, purple nuclei of epithelium, tumour,
 * fibroblasts and lymphocytes, in the hand of a different laboratory each time.
 */
export function paintHistology(sitting: Sitting): Rendering {
  const random = new Random(sitting.seed);
  const { defocus, noise } = sitting.difficulty;
  const tissue = growTissue(sitting, random);
  const field = growNuclei(sitting, tissue, random);
  const texture = new Noise(random);
  const stains = blankStains(sitting.width, sitting.height);
  stainTissue(stains, tissue, texture);
  stainCells(stains, field, texture);
  stainNuclei(stains, field, { texture, lens: 0.65 + 1.3 * defocus });
  return { image: photographSection(stains, laboratory(noise, random), random), truth: field.truth() };
}

function stainTissue({ haematoxylin, eosin }: Stains, tissue: Tissue, noise: Noise): void {
  const { width, height } = eosin;
  const packed = tissue.region === 'tumour' ? 0.55 : 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const u = tissue.along(x, y) / 70;
      const v = tissue.across(x, y);
      const fibre = packed * (0.5 * noise.at(u, v / 2.4) + 0.3 * noise.at(2.1 * u, v / 0.9));
      const bundle = noise.at(0.6 * u + 40, v / 9);
      const grain = 0.1 * noise.at(x / 2.3, y / 2.3);
      const density = Math.max(0.08, 0.5 + 0.34 * fibre + 0.2 * bundle + grain);
      const solid = 1 - tissue.gap(x, y, v);
      eosin.data[i] = mix(0.02, density, solid);
      haematoxylin.data[i] = solid * (0.1 + 0.05 * bundle + 0.05 * grain);
    }
  }
  for (const gland of tissue.glands) stainGland({ haematoxylin, eosin }, gland, noise);
}

/** A gland: basement membrane, cytoplasm that darkens towards the outside, a nearly empty lumen. */
function stainGland({ haematoxylin, eosin }: Stains, { shape, lumen }: Tissue['glands'][number], noise: Noise): void {
  const { width, height } = eosin;
  const left = Math.max(0, Math.floor(shape.x - shape.reach));
  const right = Math.min(width - 1, Math.ceil(shape.x + shape.reach));
  const top = Math.max(0, Math.floor(shape.y - shape.reach));
  const bottom = Math.min(height - 1, Math.ceil(shape.y + shape.reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const t = shape.depth(x - shape.x, y - shape.y);
      const inside = smoothStep(1.03, 1, t);
      if (inside === 0) continue;
      const i = y * width + x;
      const open = smoothStep(lumen + 0.02, lumen - 0.02, t + 0.09 * noise.at(x / 14, y / 14));
      const apex = smoothStep(lumen + 0.07, lumen + 0.01, t) * 0.15;
      const foam = 0.5 + 0.5 * noise.rough(x / 8, y / 8);
      const membrane = 0.3 * smoothStep(0.03, 0, Math.abs(t - 1));
      const cytoplasm = 0.34 + 0.22 * foam + apex + membrane;
      eosin.data[i] = mix(eosin.data[i]!, mix(cytoplasm, 0.04 + 0.05 * foam, open), inside);
      haematoxylin.data[i] = mix(haematoxylin.data[i]!, mix(0.14 + 0.14 * t * foam, 0.01, open), inside);
    }
  }
}

/** Cytoplasm of tumour cells, and the pale seam that shrinking leaves around lymphocytes; under the nuclei. */
function stainCells({ haematoxylin, eosin }: Stains, field: Field<Nucleus>, noise: Noise): void {
  const { width, height } = eosin;
  for (const { shape, kind } of field.bodies) {
    if (kind !== 'tumour' && kind !== 'lymphocyte') continue;
    const margin = kind === 'tumour' ? 1.9 : 1.35;
    const reach = Math.ceil(shape.reach * margin);
    for (let y = Math.max(0, Math.floor(shape.y) - reach); y < Math.min(height, shape.y + reach); y++) {
      for (let x = Math.max(0, Math.floor(shape.x) - reach); x < Math.min(width, shape.x + reach); x++) {
        const i = y * width + x;
        const t = shape.depth(x - shape.x, y - shape.y) + 0.12 * noise.at(x / 7, y / 7);
        if (t > margin) continue;
        const cover = smoothStep(margin, margin - 0.18, t);
        if (kind === 'tumour') {
          const foam = 0.5 + 0.5 * noise.rough(x / 6, y / 6);
          eosin.data[i] = mix(eosin.data[i]!, 0.34 + 0.25 * foam, 0.75 * cover);
          haematoxylin.data[i] = mix(haematoxylin.data[i]!, 0.2 + 0.1 * foam, 0.75 * cover);
        } else eosin.data[i] = mix(eosin.data[i]!, 0.14, 0.6 * cover);
      }
    }
  }
}

interface Optics {
  readonly texture: Noise;
  /** Blur of the lens in pixels. */
  readonly lens: number;
}

/** Nuclei in two planes over the tissue; everything passes the lens. */
function stainNuclei({ haematoxylin, eosin }: Stains, field: Field<Nucleus>, { texture, lens }: Optics): void {
  const planes: readonly Raster[] = [haematoxylin, blankRaster(field.width, field.height)];
  field.bodies.forEach((nucleus, k) => {
    const offset = 23.9 * k;
    const { data } = planes[nucleus.plane]!;
    field.visitOwned(k + 1, (i, dx, dy) => {
      const point = { t: field.depth[i]!, dx, dy, offset };
      data[i]! += 1.25 * nucleus.stain * chromatin(nucleus, point, texture);
      eosin.data[i]! *= 0.7;
    });
  });
  const deep = planes[1]!;
  blur(deep, DEEPER);
  for (let i = 0; i < deep.data.length; i++) haematoxylin.data[i]! += deep.data[i]!;
  blur(haematoxylin, lens);
  blur(eosin, lens);
}

interface Grain {
  /** How pale the inside is beside clumps and rim. */
  readonly base: number;
  readonly clumps: number;
  readonly rim: number;
}

const GRAINS: Record<Kind, Grain> = {
  epithelial: { base: 0.62, clumps: 0.4, rim: 0.4 },
  tumour: { base: 0.5, clumps: 0.5, rim: 0.5 },
  fibroblast: { base: 0.85, clumps: 0.25, rim: 0.15 },
  lymphocyte: { base: 0.85, clumps: 0.4, rim: 0.15 },
};

interface Point {
  readonly t: number;
  readonly dx: number;
  readonly dy: number;
  readonly offset: number;
}

/** Haematoxylin at a point of a nucleus, 1 where it is ordinary: pale inside, clumps, nucleoli, a dark rim. */
function chromatin({ kind, shape, nucleoli }: Nucleus, { t, dx, dy, offset }: Point, noise: Noise): number {
  const { base, clumps, rim } = GRAINS[kind];
  const coarse = noise.at(dx / 4.5 + offset, dy / 4.5);
  const fine = noise.at(dx / 2.2, dy / 2.2 + offset);
  const rimWidth = Math.min(0.35, 2.2 / (0.5 * shape.reach));
  let density = base + clumps * (0.5 * coarse + 0.35 * fine + 0.5 * smoothStep(0.2, 0.6, coarse + 0.5 * fine));
  density += rim * smoothStep(1 - rimWidth, 1 - 0.3 * rimWidth, t) * (0.8 + 0.5 * coarse);
  for (const spot of nucleoli) {
    const away = ((dx - spot.dx) * (dx - spot.dx) + (dy - spot.dy) * (dy - spot.dy)) / (spot.radius * spot.radius);
    if (away < 6) density += 0.75 * exponential(-away);
  }
  return Math.max(0.15, density);
}
