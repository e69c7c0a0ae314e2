import { fillHoles, removeSmall } from './areas.ts';
import type { Baseline } from './baseline.ts';
import { cellSignal } from './cell-signal.ts';
import { distanceTransform } from './distance-transform.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { toLabelPixels } from './label-pixels.ts';
import { otsuThreshold } from './otsu.ts';
import { peaks } from './peaks.ts';
import { above } from './plane.ts';
import { MAX_HOLE_AREA, MIN_CELL_AREA } from './sizes.ts';
import { watershed } from './watershed.ts';

/** Standard deviation, in pixels, of the blur that keeps noise out of the threshold. */
const SMOOTHING = 1;

/** The same for the distances: it melts the peaks that a ragged outline leaves. */
const DISTANCE_SMOOTHING = 2;

/** Peaks of the distance closer than this, in pixels, are one cell. */
const PEAK_RADIUS = 6;

/** Otsu's threshold, then the mask is cut where it is narrow: watershed on the distance to its outline. */
export const otsuWatershed: Baseline = {
  slug: 'otsu-watershed',
  name: 'Otsu + watershed',
  description:
    'Otsu’s threshold finds the bright area; a watershed on the distance to its outline cuts it at its waists. ' +
    'Separates round cells that touch, splits long ones.',
  citation: {
    paper:
      'Meyer, F. Topographic distance and watershed lines. Signal Processing 38(1), 113–125, 1994; ' +
      'threshold by Otsu 1979, distances by Felzenszwalb and Huttenlocher 2012.',
    url: 'https://doi.org/10.1016/0165-1684(94)90060-4',
  },
  segment(image) {
    const signal = gaussianBlur(cellSignal(image), SMOOTHING);
    const mask = fillHoles(above(signal, otsuThreshold(signal)), MAX_HOLE_AREA);
    const height = gaussianBlur(distanceTransform(mask), DISTANCE_SMOOTHING);
    const seeds = peaks(height, mask, PEAK_RADIUS);
    return toLabelPixels(removeSmall(watershed({ height, seeds, mask }), MIN_CELL_AREA));
  },
};
