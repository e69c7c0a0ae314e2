import type { Sitting } from '../demo-image.ts';
import { cosine, sine } from '../exact-math.ts';
import { Field } from '../field.ts';
import type { Random } from '../random.ts';
import { blob, type BlobForm, type Shape } from '../shapes.ts';

/** What a nucleus is doing: its chromatin looks different. */
export type Phase = 'interphase' | 'prophase' | 'metaphase';

/** A spot in a nucleus, in pixels from its centre. */
export interface Spot {
  readonly dx: number;
  readonly dy: number;
  readonly radius: number;
}

/** A stained nucleus. */
export interface Nucleus {
  readonly shape: Shape;
  readonly phase: Phase;
  /** Light it sends, 1 for an ordinary nucleus. */
  readonly brightness: number;
  /** Which focal plane it lies in: 0 in focus, 1 and 2 further away. */
  readonly plane: number;
  /** Nucleoli hold little DNA: dark spots. */
  readonly nucleoli: readonly Spot[];
}

/** Least visible pixels of a nucleus. */
const MIN_AREA = 24;

/** Mean radius of the nuclei, in pixels, by image: small and large ones take turns. */
const RADII = [17, 13, 22, 10, 15, 19, 11, 25, 14, 9, 18, 12, 21, 10, 15, 12] as const;

/** Puts nuclei on the slide: some alone, most in clusters where they flatten each other. */
export function growNuclei(sitting: Sitting, random: Random): Field<Nucleus> {
  const { width, height, index, difficulty } = sitting;
  const field = new Field<Nucleus>(width, height);
  const radius = RADII[index % RADII.length]!;
  const coverage = 0.13 + 0.35 * difficulty.density;
  const wanted = Math.round((coverage * width * height) / (Math.PI * radius * radius));
  const clusters = Array.from({ length: 2 + Math.round(wanted / 9) }, () => ({
    x: random.between(0, width),
    y: random.between(0, height),
    spread: radius * random.between(1, 3.6),
  }));

  for (let attempt = 0; attempt < 12 * wanted && field.bodies.length < wanted; attempt++) {
    const cluster = clusters[random.whole(0, clusters.length - 1)]!;
    const lonely = random.chance(0.3);
    const x = lonely ? random.between(-radius, width + radius) : cluster.x + cluster.spread * random.normal();
    const y = lonely ? random.between(-radius, height + radius) : cluster.y + cluster.spread * random.normal();
    field.place(nucleus({ x, y, radius }, difficulty.defocus, random), {
      maxOverlap: lonely ? 0.02 : 0.1 + 0.16 * difficulty.density,
    });
  }
  field.tidy(MIN_AREA);
  return field;
}

function nucleus(at: { x: number; y: number; radius: number }, defocus: number, random: Random): Nucleus {
  const radius = at.radius * random.between(0.78, 1.25);
  const draw = random.unit();
  const phase: Phase = draw < 0.014 ? 'metaphase' : draw < 0.035 ? 'prophase' : 'interphase';
  const form: BlobForm = {
    x: at.x,
    y: at.y,
    radius: phase === 'metaphase' ? 0.6 * radius : radius,
    aspect: phase === 'metaphase' ? random.between(1.8, 2.4) : 1 + 0.9 * random.unit() * random.unit() + 0.08,
    angle: random.between(0, Math.PI),
    irregularity: phase === 'metaphase' ? 0.1 : random.between(0.03, 0.08),
    blunt: phase === 'metaphase',
    bend: phase === 'interphase' && random.chance(0.2) ? random.between(0.06, 0.16) : 0,
  };
  return {
    shape: blob(form, random),
    phase,
    brightness: brightness(phase, random),
    plane: random.chance(0.15 + 0.5 * defocus) ? (random.chance(0.3 + 0.4 * defocus) ? 2 : 1) : 0,
    nucleoli: phase === 'interphase' ? spots(random.whole(1, 4), radius, random) : [],
  };
}

/** DNA content doubles through the cell cycle; a few nuclei took up little dye; condensed chromatin shines. */
function brightness(phase: Phase, random: Random): number {
  if (phase !== 'interphase') return random.between(1.3, 1.6);
  if (random.chance(0.1)) return random.between(0.28, 0.45);
  return random.between(0.65, 1.15);
}

/** Spots anywhere in the inner part of a body of the given radius. */
function spots(count: number, radius: number, random: Random): Spot[] {
  return Array.from({ length: count }, () => {
    const angle = random.between(0, 2 * Math.PI);
    const away = radius * random.between(0.1, 0.6);
    return { dx: away * cosine(angle), dy: away * sine(angle), radius: radius * random.between(0.1, 0.22) };
  });
}
