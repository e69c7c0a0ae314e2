import type { Sitting } from '../demo-image.ts';
import { cosine, sine } from '../exact-math.ts';
import { Field } from '../field.ts';
import { Noise } from '../noise.ts';
import type { Random } from '../random.ts';
import { blob, type Shape } from '../shapes.ts';
import { ragged, spindle } from './outlines.ts';

/** How a cell sits on the glass. */
export type Habit = 'spindle' | 'polygonal' | 'stellate' | 'round';

/** A living cell on glass, unstained. */
export interface Cell {
  readonly shape: Shape;
  readonly habit: Habit;
  /** Outline of the nucleus. */
  readonly nucleus: Shape;
  /** In pixels from the middle of the nucleus. */
  readonly nucleoli: readonly { readonly dx: number; readonly dy: number; readonly radius: number }[];
  /** How rich in granules, 1 for an ordinary cell. */
  readonly granularity: number;
  /** How far it stands up from the glass, 1 for an ordinary cell. */
  readonly height: number;
}

/** Least visible pixels of a cell. */
const MIN_AREA = 60;

/** Mean radius of the cells, in pixels, by image. */
const RADII = [25, 30, 23, 28, 24, 20, 28, 24, 26, 20, 24, 27, 21, 23, 20, 21] as const;

/** What most cells of an image look like, by image. */
const HABITS: readonly Habit[] = ['polygonal', 'spindle', 'stellate', 'polygonal', 'spindle'];

/** Lets cells settle and spread: patches where they touch on all sides, and single ones. */
export function growCells(sitting: Sitting, random: Random): Field<Cell> {
  const { width, height, index, difficulty } = sitting;
  const field = new Field<Cell>(width, height);
  const radius = RADII[index % RADII.length]!;
  const habit = HABITS[index % HABITS.length]!;
  const edge = new Noise(random);
  const patches = new Noise(random);
  const streams = new Noise(random);
  const coverage = 0.16 + 0.95 * difficulty.density;
  const wanted = Math.round((coverage * width * height) / (Math.PI * radius * radius));

  for (let attempt = 0; attempt < 12 * wanted && field.bodies.length < wanted; attempt++) {
    const x = random.between(-0.7 * radius, width + 0.7 * radius);
    const y = random.between(-0.7 * radius, height + 0.7 * radius);
    const crowded = patches.at(x / 150, y / 150) > 0.2 - 0.8 * difficulty.density;
    if (!crowded && random.chance(0.8)) continue;
    const own = random.chance(0.035) ? 'round' : random.chance(0.85) ? habit : 'stellate';
    const maxOverlap = own === 'round' ? 0.5 : crowded ? 0.36 : 0.04;
    // Neighbours point the same way, as cells do that crawl past each other.
    const angle = 3 * streams.at(x / 190, y / 190) + 0.28 * random.normal();
    field.place(cell({ x, y, radius: radius * random.between(0.75, 1.25), habit: own, angle }, edge, random), {
      maxOverlap,
    });
  }
  field.tidy(MIN_AREA);
  return field;
}

interface Settling {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly habit: Habit;
  readonly angle: number;
}

function cell(settling: Settling, edge: Noise, random: Random): Cell {
  const { habit, radius } = settling;
  const outline = body(settling, random);
  const shape = habit === 'round' ? outline : ragged(outline, 0.1 * radius, { edge, offset: random.between(0, 200) });
  const nuclear = radius * random.between(0.36, 0.43);
  const spots = habit === 'round' ? 0 : random.whole(1, 3);
  const nucleoli = Array.from({ length: spots }, () => {
    const direction = random.between(0, 2 * Math.PI);
    const away = nuclear * random.between(0.1, 0.5);
    return { dx: away * cosine(direction), dy: away * sine(direction), radius: nuclear * random.between(0.12, 0.22) };
  });
  const nucleus = nucleusIn(settling, nuclear, random);
  return { shape, habit, nucleus, nucleoli, granularity: random.between(0.6, 1.4), height: random.between(0.75, 1.25) };
}

function nucleusIn({ x, y, radius, habit, angle }: Settling, nuclear: number, random: Random): Shape {
  const slim = habit === 'spindle';
  const offset = radius * random.between(0, slim ? 0.08 : 0.22);
  const toward = random.between(0, 2 * Math.PI);
  return blob(
    {
      x: x + offset * cosine(toward),
      y: y + offset * sine(toward),
      radius: slim ? 0.8 * nuclear : nuclear,
      aspect: slim ? random.between(1.5, 2) : random.between(1.05, 1.45),
      angle,
      irregularity: 0.04,
    },
    random,
  );
}

function body({ x, y, radius, habit, angle }: Settling, random: Random): Shape {
  const form = { x, y, radius, angle };
  switch (habit) {
    case 'round':
      return blob({ ...form, radius: 0.48 * radius, aspect: 1.08, irregularity: 0.03 }, random);
    case 'polygonal':
      return blob({ ...form, aspect: random.between(1.05, 1.7), irregularity: random.between(0.08, 0.15) }, random);
    case 'stellate':
      return blob({ ...form, aspect: random.between(1.2, 2.2), irregularity: random.between(0.2, 0.32) }, random);
    case 'spindle':
      return spindle({
        ...form,
        aspect: random.between(2.4, 5),
        bend: random.between(-0.14, 0.14),
        twist: random.between(-0.12, 0.12),
        belly: random.between(-0.25, 0.25),
      });
  }
}
