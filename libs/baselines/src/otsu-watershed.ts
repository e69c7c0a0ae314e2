import { removeSmall } from './areas.ts';
import type { Baseline } from './baseline.ts';
import { distanceTransform } from './distance-transform.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { otsuForeground } from './foreground.ts';
import { toLabelPixels } from './label-pixels.ts';
import { peaks } from './peaks.ts';
import { MIN_CELL_AREA } from './sizes.ts';
import { watershed } from './watershed.ts';

/** Standard deviation, in pixels, of a blur of the distances that melts the peaks which a ragged outline leaves. */
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
    const { mask } = otsuForeground(image);
    const height = gaussianBlur(distanceTransform(mask), DISTANCE_SMOOTHING);
    const seeds = peaks(height, mask, PEAK_RADIUS);
    return toLabelPixels(removeSmall(watershed({ height, seeds, mask }), MIN_CELL_AREA));
  },
};
