import type { Sitting } from '../demo-image.ts';
import { cosine, mix, sine } from '../exact-math.ts';
import { Field } from '../field.ts';
import { Noise } from '../noise.ts';
import type { Random } from '../random.ts';
import { blob, type Shape } from '../shapes.ts';

/** How a cell sits on the glass. */
export type Habit = 'spindle' | 'polygonal' | 'stellate' | 'round';

/** A living cell on glass, unstained. */
export interface Cell {
  readonly shape: Shape;
  readonly habit: Habit;
  /** Outline of the nucleus, centred where the cell is but for its offset. */
  readonly nucleus: Shape;
  readonly nucleoli: readonly { readonly dx: number; readonly dy: number; readonly radius: number }[];
  /** How rich in granules, 1 for an ordinary cell. */
  readonly granularity: number;
}

/** Least visible pixels of a cell. */
const MIN_AREA = 60;

/** Mean radius of the cells, in pixels, by image. */
const RADII = [24, 30, 21, 27, 24, 19, 29, 22, 26, 18, 24, 28, 20, 23, 18, 21] as const;

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
  const coverage = 0.12 + 0.75 * difficulty.density;
  const wanted = Math.round((coverage * width * height) / (Math.PI * radius * radius));

  for (let attempt = 0; attempt < 14 * wanted && field.bodies.length < wanted; attempt++) {
    const x = random.between(-radius, width + radius);
    const y = random.between(-radius, height + radius);
    const crowded = patches.at(x / 170, y / 170) > 0.25 - 0.75 * difficulty.density;
    if (!crowded && random.chance(0.75)) continue;
    const size = radius * random.between(0.75, 1.25);
    const own = random.chance(0.04) ? 'round' : random.chance(0.82) ? habit : 'stellate';
    field.place(cell({ x, y, radius: size, habit: own, edge }, random), {
      maxOverlap: own === 'round' ? 0.25 : crowded ? 0.38 : 0.04,
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
  readonly edge: Noise;
}

function cell(settling: Settling, random: Random): Cell {
  const { x, y, radius, habit } = settling;
  const angle = random.between(0, Math.PI);
  const nuclear = habit === 'round' ? 0 : radius * random.between(0.36, 0.44);
  const offset = radius * random.between(0, habit === 'spindle' ? 0.1 : 0.25);
  const toward = random.between(0, 2 * Math.PI);
  const nucleus = blob(
    {
      x: x + offset * cosine(toward),
      y: y + offset * sine(toward),
      radius: Math.max(1, nuclear * (habit === 'spindle' ? 0.85 : 1)),
      aspect: habit === 'spindle' ? random.between(1.5, 2) : random.between(1.05, 1.4),
      angle,
      irregularity: 0.04,
    },
    random,
  );
  const nucleoli = Array.from({ length: habit === 'round' ? 0 : random.whole(1, 4) }, () => {
    const direction = random.between(0, 2 * Math.PI);
    const away = nuclear * random.between(0.1, 0.55);
    return { dx: away * cosine(direction), dy: away * sine(direction), radius: nuclear * random.between(0.13, 0.24) };
  });
  const outline = ragged(body(settling, angle, random), settling, random);
  return { shape: outline, habit, nucleus, nucleoli, granularity: random.between(0.6, 1.3) };
}

function body({ x, y, radius, habit }: Settling, angle: number, random: Random): Shape {
  const form = { x, y, radius, angle };
  if (habit === 'round') return blob({ ...form, radius: 0.5 * radius, aspect: 1.1, irregularity: 0.03 }, random);
  if (habit === 'polygonal') {
    return blob({ ...form, aspect: random.between(1.05, 1.6), irregularity: random.between(0.08, 0.16) }, random);
  }
  if (habit === 'stellate') {
    return blob({ ...form, aspect: random.between(1.2, 2), irregularity: random.between(0.22, 0.34) }, random);
  }
  return spindle({ ...form, aspect: random.between(2.6, 4.6), bend: random.between(-0.1, 0.1) });
}

/** A long body that tapers to both ends, as fibroblasts are. */
function spindle(form: { x: number; y: number; radius: number; angle: number; aspect: number; bend: number }): Shape {
  const { x, y, radius, aspect, bend } = form;
  const half = 1.25 * radius * Math.sqrt(aspect);
  const belly = (0.95 * radius) / Math.sqrt(aspect) + 2;
  const right = cosine(form.angle);
  const down = sine(form.angle);
  return {
    x,
    y,
    reach: Math.ceil(half * 1.15) + 3,
    depth(dx, dy) {
      const u = (dx * right + dy * down) / half;
      const taper = Math.max(0, 1 - u * u);
      const width = belly * mix(0.14, 1, taper * taper);
      const v = (dy * right - dx * down - bend * half * (u * u - 0.3)) / width;
      return Math.sqrt(u * u * u * u + v * v);
    },
  };
}

/** Ruffles the outline as living membranes are: every point is looked up a little beside itself. */
function ragged(shape: Shape, { radius, habit, edge }: Settling, random: Random): Shape {
  const offset = random.between(0, 200);
  const amount = habit === 'round' ? 0 : 0.11 * radius;
  return {
    ...shape,
    reach: shape.reach + Math.ceil(2 * amount),
    depth(dx, dy) {
      const a = amount * edge.rough(dx / 11 + offset, dy / 11);
      const b = amount * edge.rough(dx / 11, dy / 11 + offset);
      return shape.depth(dx + a, dy + b);
    },
  };
}
