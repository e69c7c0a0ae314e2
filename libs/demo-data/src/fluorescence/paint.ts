import { blankRaster, blur, type Raster } from '../blur.ts';
import { illumination, photograph } from '../camera.ts';
import type { Rendering, Sitting } from '../demo-image.ts';
import { exponential, mix, smoothStep } from '../exact-math.ts';
import type { Field } from '../field.ts';
import { Noise } from '../noise.ts';
import { Random } from '../random.ts';
import { growNuclei, type Nucleus } from './nuclei.ts';

/** Blur of the three focal planes beyond that of the lens, in pixels. */
const PLANES = [0, 1.6, 3.4] as const;

/** How far light scattered in the sample and in the lens reaches, in pixels. */
const HAZE_REACH = 24;

/**
 * Nuclei with a DNA dye under a wide-field microscope: chromatin and nucleoli, uneven uptake of the dye, nuclei above
 * and below the focal plane, haze, vignetting, shot and read noise.
 */
export function paintFluorescence(sitting: Sitting): Rendering {
  const random = new Random(sitting.seed);
  const field = growNuclei(sitting, random);
  const { defocus, noise } = sitting.difficulty;
  const light = gather(emission(field, new Noise(random)), 1.05 + 1.4 * defocus * random.between(0.6, 1));
  expose(light, sitting, random);
  const camera = { photonsPerGrey: mix(9, 0.5, Math.sqrt(noise)), readNoise: mix(0.8, 5, noise) };
  return { image: photograph(light, camera, random), truth: field.truth() };
}

/** The light that leaves each focal plane, 1 in the middle of an ordinary nucleus. */
function emission(field: Field<Nucleus>, noise: Noise): Raster[] {
  const planes = PLANES.map(() => blankRaster(field.width, field.height));
  field.bodies.forEach((nucleus, k) => {
    const { data } = planes[nucleus.plane]!;
    const offset = 31.7 * k;
    field.visitOwned(k + 1, (i, dx, dy) => {
      const t = field.depth[i]!;
      const thickness = Math.sqrt(Math.max(0, 1 - t * t * t));
      data[i] = nucleus.brightness * thickness * chromatin(nucleus, { dx, dy, offset }, noise);
    });
  });
  return planes;
}

/** Density of DNA at a point of a nucleus, 1 on average. */
function chromatin(nucleus: Nucleus, at: { dx: number; dy: number; offset: number }, noise: Noise): number {
  const { dx, dy, offset } = at;
  if (nucleus.phase === 'metaphase') return 1 + 0.25 * noise.at(dx / 3, dy / 3 + offset);
  if (nucleus.phase === 'prophase') {
    const threads = 1 - Math.abs(noise.at(dx / 3.5 + offset, dy / 3.5));
    return 0.4 + 0.9 * threads * threads * threads;
  }
  const clumps = noise.rough(dx / 9 + offset, dy / 9);
  const grains = noise.at(dx / 2.6, dy / 2.6 + offset);
  let density = 1 + 0.3 * clumps + 0.2 * grains + 0.5 * smoothStep(0.45, 0.75, grains * 0.6 + clumps * 0.7);
  for (const spot of nucleus.nucleoli) {
    const distance = ((dx - spot.dx) * (dx - spot.dx) + (dy - spot.dy) * (dy - spot.dy)) / (spot.radius * spot.radius);
    if (distance < 6) density *= 1 - 0.55 * exponential(-distance);
  }
  return Math.max(0.1, density);
}

/** Light of all planes on the sensor, blurred by the lens and by the distance from the focal plane. */
function gather(planes: readonly Raster[], lens: number): Raster {
  const [first, ...others] = planes as [Raster, ...Raster[]];
  blur(first, lens);
  others.forEach((plane, k) => {
    blur(plane, lens + PLANES[k + 1]!);
    for (let i = 0; i < plane.data.length; i++) first.data[i]! += plane.data[i]!;
  });
  return first;
}

/** From relative light to grey values: haze, background, vignetting and exposure, in place. */
function expose(light: Raster, { width, difficulty }: Sitting, random: Random): void {
  const haze: Raster = { ...light, data: light.data.slice() };
  blur(haze, HAZE_REACH);
  const scattered = random.between(0.12, 0.2) + 0.3 * difficulty.defocus;
  const background = random.between(4, 8) + 14 * difficulty.noise;
  const exposure = random.between(125, 175) - 60 * difficulty.noise;
  const lamp = illumination(random, 0.25 + 0.35 * difficulty.noise);
  const clouds = new Noise(random);
  for (let i = 0; i < light.data.length; i++) {
    const x = i % width;
    const y = (i - x) / width;
    const dirt = background * (1 + 0.5 * clouds.at(x / 130, y / 130));
    const sent = exposure * (light.data[i]! + scattered * haze.data[i]!);
    light.data[i] = (sent + dirt) * lamp(x / width, y / light.height);
  }
}
