import ndarray from 'ndarray';
import type { Raster } from './blur.ts';
import type { Rendering } from './demo-image.ts';
import type { Random } from './random.ts';

/** How a camera turns light into grey values. */
export interface Camera {
  /** Photons behind one grey value; the fewer, the noisier. */
  readonly photonsPerGrey: number;
  /** Standard deviation of the noise of reading, in grey values. */
  readonly readNoise: number;
}

/** Photographs light, in grey values 0–255: shot noise (√photons), read noise, rounding to 8 bits. */
export function photograph(light: Raster, camera: Camera, random: Random): Rendering['image'] {
  const { width, height, data } = light;
  const grey = new Uint8Array(data.length);
  const { photonsPerGrey, readNoise } = camera;
  for (let i = 0; i < grey.length; i++) {
    const value = Math.max(0, data[i]!);
    const deviation = Math.sqrt(value / photonsPerGrey + readNoise * readNoise);
    grey[i] = Math.max(0, Math.min(255, Math.round(value + deviation * random.normal())));
  }
  return ndarray(grey, [height, width]);
}

/** A slow change over the picture, 1 on average: brightest near one point, darker away from it. */
export function illumination(random: Random, strength: number): (x: number, y: number) => number {
  const brightX = random.between(0.25, 0.75);
  const brightY = random.between(0.25, 0.75);
  return (x, y) => 1 + strength * (0.3 - 2 * ((x - brightX) * (x - brightX) + (y - brightY) * (y - brightY)));
}
