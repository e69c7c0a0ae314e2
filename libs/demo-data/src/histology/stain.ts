import ndarray from 'ndarray';
import { blankRaster, type Raster } from '../blur.ts';
import type { Rendering } from '../demo-image.ts';
import { exponential } from '../exact-math.ts';
import type { Random } from '../random.ts';

/** How much of the two stains lies over each pixel, as optical density. */
export interface Stains {
  readonly haematoxylin: Raster;
  readonly eosin: Raster;
}

export function blankStains(width: number, height: number): Stains {
  return { haematoxylin: blankRaster(width, height), eosin: blankRaster(width, height) };
}

type Colour = readonly [number, number, number];

/**
 * Absorption of the stains in red, green and blue: Macenko et al., A method for normalizing histology slides for
 * quantitative analysis, ISBI 2009, reference vectors.
 */
const HAEMATOXYLIN: Colour = [0.5626, 0.7201, 0.4062];
const EOSIN: Colour = [0.2159, 0.8012, 0.5581];

/** The hand of one laboratory and one scanner. */
export interface Laboratory {
  readonly haematoxylin: Colour;
  readonly eosin: Colour;
  /** White of the lamp, 0–255. */
  readonly white: Colour;
  /** Standard deviation of the noise in grey values. */
  readonly noise: number;
}

/** A laboratory whose stains are stronger or weaker and of another hue than the next one's. */
export function laboratory(noise: number, random: Random): Laboratory {
  const hue = (colour: Colour, strength: number): Colour => [
    strength * colour[0] * random.between(0.9, 1.1),
    strength * colour[1] * random.between(0.95, 1.05),
    strength * colour[2] * random.between(0.75, 1.2),
  ];
  return {
    haematoxylin: hue(HAEMATOXYLIN, random.between(0.95, 1.35)),
    eosin: hue(EOSIN, random.between(0.75, 1.15)),
    white: [random.between(238, 250), random.between(236, 247), random.between(238, 250)],
    noise: 1.2 + 6 * noise,
  };
}

/** e to the power of −density, for densities in steps of 1/1024 up to 8. */
const TRANSMISSION = Float64Array.from({ length: 8193 }, (_, step) => exponential(-step / 1024));

function transmitted(density: number): number {
  return TRANSMISSION[Math.min(8192, Math.round(1024 * density))]!;
}

/** Photographs the stained section by the law of Beer and Lambert: light falls by the exponential of the stain. */
export function photographSection(
  stains: Stains,
  { haematoxylin: h, eosin: e, white, noise }: Laboratory,
  random: Random,
): Rendering['image'] {
  const { width, height } = stains.eosin;
  const pixels = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const blue = stains.haematoxylin.data[i]!;
    const pink = stains.eosin.data[i]!;
    const shared = 0.5 * noise * random.normal();
    for (let channel = 0; channel < 3; channel++) {
      const light = white[channel]! * transmitted(h[channel]! * blue + e[channel]! * pink);
      const value = Math.round(light + shared + 0.7 * noise * random.normal());
      pixels[3 * i + channel] = Math.max(0, Math.min(255, value));
    }
  }
  return ndarray(pixels, [height, width, 3]);
}
