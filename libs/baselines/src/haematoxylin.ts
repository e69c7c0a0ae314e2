import type { ColourPlanes } from './pixels.ts';
import type { GreyPlane } from './plane.ts';

/** Optical density of haematoxylin and of eosin in red, green and blue, unit length: Ruifrok and Johnston, table 2. */
const HAEMATOXYLIN = [0.65, 0.704, 0.286] as const;
const EOSIN = [0.072, 0.99, 0.105] as const;

/** Steps into which a level of 255 is divided: finer than the noise of any camera. */
const STEPS = 16;

/**
 * How much haematoxylin, the stain of nuclei, lies in each pixel: optical density, natural logarithm, 0 or more.
 *
 * Colour deconvolution: Ruifrok and Johnston, Quantification of histochemical staining by color deconvolution,
 * Analytical and Quantitative Cytology and Histology 23(4), 2001. The third stain is what is left over,
 * perpendicular to both.
 */
export function haematoxylin({ red, green, blue }: ColourPlanes): GreyPlane {
  const [r, g, b] = weights();
  const density = Float64Array.from({ length: 255 * STEPS + 1 }, (_, step) => -Math.log((step / STEPS + 1) / 256));
  const densityOf = (level: number) => density[Math.round(level * STEPS)]!;
  const data = new Float32Array(red.data.length);
  for (let i = 0; i < data.length; i++) {
    const amount = r * densityOf(red.data[i]!) + g * densityOf(green.data[i]!) + b * densityOf(blue.data[i]!);
    data[i] = Math.max(0, amount);
  }
  return { width: red.width, height: red.height, data };
}

type Vector = readonly [number, number, number];

/** The row of the inverse stain matrix that gives haematoxylin: (E × R) / (H · (E × R)) with R = H × E. */
function weights(): Vector {
  const rest = cross(HAEMATOXYLIN, EOSIN);
  const normal = cross(EOSIN, rest);
  const volume = HAEMATOXYLIN[0] * normal[0] + HAEMATOXYLIN[1] * normal[1] + HAEMATOXYLIN[2] * normal[2];
  return [normal[0] / volume, normal[1] / volume, normal[2] / volume];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
