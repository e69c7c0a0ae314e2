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
const NEAR_HALO = 4.5;
const WIDE_HALO = 13;

/**
 * Living cells on glass in positive phase contrast. The microscope shows how much a point delays the light beyond its
 * surroundings: thick is dark, and what surrounds something thick is bright (the halo).
 */
export function paintPhaseContrast(sitting: Sitting): Rendering {
  const random = new Random(sitting.seed);
  const field = growCells(sitting, random);
  const { defocus, noise } = sitting.difficulty;
  const thickness = delays(field, random);
  addDebris(thickness, 0.6 + noise, random);
  const light = contrast(thickness, random.between(62, 84) - 22 * noise);
  blur(light, 0.6 + 1.5 * defocus);
  illuminate(light, noise, random);
  const camera = { photonsPerGrey: mix(12, 1.1, Math.sqrt(noise)), readNoise: mix(0.7, 3.5, noise) };
  return { image: photograph(light, camera, random), truth: field.truth() };
}

/** Delay of the light by pixel; 1 is the belly of an ordinary cell. */
function delays(field: Field<Cell>, random: Random): Raster {
  const raster = blankRaster(field.width, field.height);
  const distance = edgeDistance(field);
  const noise = new Noise(random);
  field.bodies.forEach((cell, k) => {
    const offset = 41.3 * k;
    field.visitOwned(k + 1, (i, dx, dy) => {
      const point = { t: field.depth[i]!, edge: distance[i]!, dx, dy, offset };
      raster.data[i] = cell.habit === 'round' ? roundDelay(point, noise) : flatDelay(cell, point, noise);
    });
  });
  return raster;
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
  const margin = smoothStep(0, 3.5, edge);
  const dome = 1 - t * t;
  const nx = dx + cell.shape.x - cell.nucleus.x;
  const ny = dy + cell.shape.y - cell.nucleus.y;
  const nuclear = cell.nucleus.depth(nx, ny);
  const inside = smoothStep(1.06, 0.94, nuclear);
  const near = smoothStep(2.6, 1, nuclear);

  const grains = noise.at(dx / 2.1 + offset, dy / 2.1) + 0.6 * noise.at(dx / 4.2, dy / 4.2 + offset);
  const vesicles = smoothStep(0.55, 0.8, noise.at(dx / 3.1 + offset, dy / 3.1 + 77));
  const granular = cell.granularity * (0.2 + 0.5 * near) * margin;
  const ruffle = 0.3 * smoothStep(2, 0.8, edge) * (1 + noise.at(dx / 6, dy / 6 + offset));

  let delay = margin * (0.42 + 0.5 * dome + 0.22 * near) + ruffle;
  delay += (1 - 0.75 * inside) * granular * (0.42 * grains - 0.7 * vesicles);
  delay -= 0.16 * inside;
  delay += 0.35 * smoothStep(0.1, 0, Math.abs(nuclear - 1)) * margin;
  for (const spot of cell.nucleoli) {
    const away = ((nx - spot.dx) * (nx - spot.dx) + (ny - spot.dy) * (ny - spot.dy)) / (spot.radius * spot.radius);
    if (away < 8) delay += 0.75 * exponential(-away);
  }
  return delay;
}

/** A cell rounded up to divide: so thick that the delay passes half a wave and the middle turns bright. */
function roundDelay({ t, edge, dx, dy, offset }: Point, noise: Noise): number {
  const rim = smoothStep(0, 2, edge) * smoothStep(7, 3, edge);
  return 2.2 * rim - 1.7 * smoothStep(0.75, 0.3, t) + 0.3 * noise.at(dx / 4 + offset, dy / 4);
}

/** Specks that float in the medium or stick to the glass: no cells. */
function addDebris(thickness: Raster, amount: number, random: Random): void {
  const { width, height, data } = thickness;
  const count = Math.round((amount * random.between(6, 14) * width * height) / 250000);
  for (let k = 0; k < count; k++) {
    const x = random.between(3, width - 4);
    const y = random.between(3, height - 4);
    const radius = random.between(0.8, 2.2);
    const height2 = random.between(-2, 2.5);
    for (let row = Math.floor(y) - 3; row <= y + 3; row++) {
      for (let column = Math.floor(x) - 3; column <= x + 3; column++) {
        const away = ((column - x) * (column - x) + (row - y) * (row - y)) / (radius * radius);
        data[row * width + column]! += height2 * exponential(-away);
      }
    }
  }
}

/** Grey values: the background less what each point delays more than its surroundings. */
function contrast(thickness: Raster, strength: number): Raster {
  const near: Raster = { ...thickness, data: thickness.data.slice() };
  const wide: Raster = { ...thickness, data: thickness.data.slice() };
  blur(near, NEAR_HALO);
  blur(wide, WIDE_HALO);
  const data = new Float32Array(thickness.data.length);
  for (let i = 0; i < data.length; i++) {
    const beyond = thickness.data[i]! - 0.5 * near.data[i]! - 0.38 * wide.data[i]!;
    data[i] = -strength * beyond;
  }
  return { ...thickness, data };
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
