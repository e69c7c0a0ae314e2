import { fillHoles, removeSmall } from './areas.ts';
import type { Baseline } from './baseline.ts';
import { connectedComponents } from './components.ts';
import { smoothSignal } from './foreground.ts';
import { toLabelPixels } from './label-pixels.ts';
import { localMean } from './local-mean.ts';
import { above, type GreyPlane } from './plane.ts';
import { MAX_HOLE_AREA, MIN_CELL_AREA } from './sizes.ts';

/** Radius of the window in pixels: larger than a cell, smaller than the unevenness of the light. */
const WINDOW_RADIUS = 25;

/** A cell is brighter than its surroundings by this share of the image's standard deviation. */
const OFFSET = 0.25;

/** A threshold of its own for every pixel: the mean of its surroundings and a little more. */
export const adaptiveThreshold: Baseline = {
  slug: 'adaptive-threshold',
  name: 'Adaptive threshold',
  description:
    'Every pixel is compared with the mean of its surroundings, so uneven light does no harm; ' +
    'connected regions are cells. Cells that touch are merged, large ones may be hollow.',
  citation: {
    paper:
      'Bradley, D. and Roth, G. Adaptive thresholding using the integral image. ' +
      'Journal of Graphics Tools 12(2), 13–21, 2007.',
    url: 'https://doi.org/10.1080/2151237X.2007.10129236',
  },
  segment(image) {
    const signal = smoothSignal(image);
    const around = localMean(signal, WINDOW_RADIUS).data;
    const excess = { ...signal, data: new Float32Array(around.length) };
    for (let i = 0; i < around.length; i++) excess.data[i] = signal.data[i]! - around[i]!;
    const mask = fillHoles(above(excess, OFFSET * standardDeviation(signal)), MAX_HOLE_AREA);
    return toLabelPixels(removeSmall(connectedComponents(mask, 4), MIN_CELL_AREA));
  },
};

function standardDeviation({ data }: GreyPlane): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  const mean = sum / data.length;
  let squares = 0;
  for (let i = 0; i < data.length; i++) squares += (data[i]! - mean) * (data[i]! - mean);
  return Math.sqrt(squares / data.length);
}
