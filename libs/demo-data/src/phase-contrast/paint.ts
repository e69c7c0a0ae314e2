import { blankRaster, blur, type Raster } from '../blur.ts';
import { illumination, photograph } from '../camera.ts';
import type { Rendering, Sitting } from '../demo-image.ts';
import { edgeDistance } from '../edge-distance.ts';
import { exponential, mix, smoothStep } from '../exact-math.ts';
import type { Field } from '../field.ts';
import { Noise } from '../noise.ts';
import { Random } from '../random.ts';
import { growCells, type Cell } from './cells.ts';

/** Two widths, in pixels, over which the phase ring lets light through that it should hold back. */
const NEAR_HALO = 3.6;
const WIDE_HALO = 12;

/**
 * Living cells on glass in positive phase contrast. The microscope shows how much a point delays the light beyond its
 * surroundings: thick is dark, and what surrounds something thick is bright (the halo).
 */
export function paintPhaseContrast(sitting: Sitting): Rendering {
  const random = new Random(sitting.seed);
  const field = growCells(sitting, random);
  const { defocus, noise } = sitting.difficulty;
  const light = contrast(delays(field, random), random.between(88, 112) - 34 * noise);
  addDebris(light, 0.6 + noise, random);
  blur(light, 0.6 + 1.15 * defocus);
  illuminate(light, noise, random);
  const camera = { photonsPerGrey: mix(12, 1.4, Math.sqrt(noise)), readNoise: mix(0.7, 3, noise) };
  return { image: photograph(light, camera, random), truth: field.truth() };
}

/** What the cells do to the light, by pixel; 1 is the belly of an ordinary cell. */
interface Delays {
  /** The delay as the microscope shows it: beyond half a wave dark turns bright. */
  readonly shown: Raster;
  /** The delay itself, from which the halo comes. */
  readonly mass: Raster;
}

function delays(field: Field<Cell>, random: Random): Delays {
  const shown = blankRaster(field.width, field.height);
  const mass = blankRaster(field.width, field.height);
  const distance = edgeDistance(field);
  const noise = new Noise(random);
  field.bodies.forEach((cell, k) => {
    const offset = 41.3 * k;
    field.visitOwned(k + 1, (i, dx, dy) => {
      const point = { t: field.depth[i]!, edge: distance[i]!, dx, dy, offset };
      const round = cell.habit === 'round';
      shown.data[i] = round ? roundDelay(point, noise) : flatDelay(cell, point, noise);
      // The halo is brightest beside steep flanks.
      mass.data[i] = round
        ? 2.4 * Math.sqrt(Math.max(0, 1 - point.t))
        : shown.data[i] + 0.75 * smoothStep(7, 1, point.edge);
    });
  });
  return { shown, mass };
}

interface Point {
  /** Depth in the cell, 0 … 1, and distance from its outline in pixels. */
  readonly t: number;
  readonly edge: number;
  readonly dx: number;
  readonly dy: number;
  readonly offset: number;
}

/** A cell spread on the glass: thin margin, thick around the nucleus, granules, a smoother nucleus with nucleoli. */
function flatDelay(cell: Cell, { t, edge, dx, dy, offset }: Point, noise: Noise): number {
  const margin = smoothStep(0, 4, edge);
  const nx = dx + cell.shape.x - cell.nucleus.x;
  const ny = dy + cell.shape.y - cell.nucleus.y;
  const nuclear = cell.nucleus.depth(nx, ny);
  const inside = smoothStep(1.08, 0.92, nuclear);
  const near = smoothStep(2.8, 1, nuclear);

  const folds = noise.at(dx / 9 + offset, dy / 9);
  const ruffle = 0.75 * smoothStep(0, 1, edge) * smoothStep(3.5, 1.5, edge) * (1 + 0.8 * folds);
  let delay = cell.height * margin * (0.36 + 0.3 * (1 - t * t) + 0.42 * near + 0.16 * folds) + ruffle;
  delay +=
    (1 - 0.8 * inside) * cell.granularity * margin * (0.35 + 0.65 * near) * organelles({ dx, dy, offset }, noise);
  delay -= 0.2 * inside;
  delay += 0.4 * smoothStep(0.11, 0, Math.abs(nuclear - 1)) * margin;
  for (const spot of cell.nucleoli) {
    const away = ((nx - spot.dx) * (nx - spot.dx) + (ny - spot.dy) * (ny - spot.dy)) / (spot.radius * spot.radius);
    if (away < 8) delay += 0.85 * exponential(-away);
  }
  return delay;
}

/** Dark mitochondria and bright vesicles. */
function organelles({ dx, dy, offset }: Pick<Point, 'dx' | 'dy' | 'offset'>, noise: Noise): number {
  const fine = noise.at(dx / 2.4 + offset, dy / 2.4);
  const coarse = noise.at(dx / 5, dy / 5 + offset);
  return 0.5 * fine + 0.4 * coarse - 0.7 * smoothStep(0.35, 0.65, fine + 0.5 * coarse);
}

/** A cell rounded up to divide: so thick that the delay passes half a wave and the middle turns bright. */
function roundDelay({ t, edge, dx, dy, offset }: Point, noise: Noise): number {
  const rim = smoothStep(0, 1, edge) * smoothStep(4, 1.5, edge);
  return 1.2 * rim + smoothStep(0.9, 0.4, t) * (0.4 + 0.45 * noise.at(dx / 3.5 + offset, dy / 3.5));
}

/** Specks that float in the medium or stick to the glass: no cells. */
function addDebris(light: Raster, amount: number, random: Random): void {
  const { width, height, data } = light;
  const count = Math.round((amount * random.between(6, 14) * width * height) / 250000);
  for (let k = 0; k < count; k++) {
    const x = random.between(3, width - 4);
    const y = random.between(3, height - 4);
    const radius = random.between(0.8, 2.2);
    const brightness = random.between(-110, 90);
    for (let row = Math.floor(y) - 3; row <= y + 3; row++) {
      for (let column = Math.floor(x) - 3; column <= x + 3; column++) {
        const away = ((column - x) * (column - x) + (row - y) * (row - y)) / (radius * radius);
        data[row * width + column]! += brightness * exponential(-away);
      }
    }
  }
}

/** Grey values: what each point delays the light less than its surroundings do. */
function contrast({ shown, mass }: Delays, strength: number): Raster {
  const near: Raster = { ...mass, data: mass.data.slice() };
  const wide: Raster = { ...mass, data: mass.data.slice() };
  blur(near, NEAR_HALO);
  blur(wide, WIDE_HALO);
  const data = new Float32Array(mass.data.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = strength * (0.62 * near.data[i]! + 0.34 * wide.data[i]! - shown.data[i]!);
  }
  return { ...mass, data };
}

/** Lays the light of the lamp under the contrast, in place. */
function illuminate(light: Raster, unevenness: number, random: Random): void {
  const { width, height, data } = light;
  const background = random.between(118, 148);
  const lamp = illumination(random, 0.1 + 0.3 * unevenness);
  const slopeX = random.between(-0.14, 0.14) * (0.4 + unevenness);
  const medium = new Noise(random);
  for (let i = 0; i < data.length; i++) {
    const x = (i % width) / width;
    const y = (i - (i % width)) / width / height;
    const shade = lamp(x, y) + slopeX * (x - 0.5) + 0.02 * medium.rough(7 * x, 7 * y);
    data[i] = Math.max(0, shade * (background + data[i]!));
  }
}
