import { removeSmall } from './areas.ts';
import type { Baseline } from './baseline.ts';
import { distanceTransform } from './distance-transform.ts';
import { otsuForeground } from './foreground.ts';
import { toLabelPixels } from './label-pixels.ts';
import { blobResponse } from './laplacian-of-gaussian.ts';
import { peaks } from './peaks.ts';
import type { Mask } from './plane.ts';
import { MIN_CELL_AREA } from './sizes.ts';
import { watershed } from './watershed.ts';

/** Scales of the blobs that are looked for, in pixels: discs of radius σ√2. */
const MIN_SIGMA = 2.5;
const MAX_SIGMA = 14;

/** Two blobs closer than this share of the typical radius are one cell. */
const PEAK_SHARE = 0.7;

/** Blobs are the seeds: peaks of the Laplacian of Gaussian, from which a watershed fills Otsu's mask. */
export const logWatershed: Baseline = {
  slug: 'log-watershed',
  name: 'LoG seeds + watershed',
  description:
    'The Laplacian of Gaussian answers where there is a blob of about a nucleus’ size; from these seeds ' +
    'a watershed fills the area above Otsu’s threshold. Separates touching cells by their brightness too.',
  citation: {
    paper:
      'Al-Kofahi, Y. et al. Improved automatic detection and segmentation of cell nuclei in histopathology images. ' +
      'IEEE Transactions on Biomedical Engineering 57(4), 841–852, 2010; the operator by Marr and Hildreth 1980.',
    url: 'https://doi.org/10.1109/TBME.2009.2035102',
  },
  segment(image) {
    const { signal, mask } = otsuForeground(image);
    const radius = typicalRadius(mask);
    const height = blobResponse(signal, Math.min(MAX_SIGMA, Math.max(MIN_SIGMA, radius / 2)));
    const seeds = peaks(height, mask, Math.ceil(PEAK_SHARE * radius));
    return toLabelPixels(removeSmall(watershed({ height, seeds, mask }), MIN_CELL_AREA));
  },
};

/** Three times the mean distance to the outline, in pixels, which is the radius if the mask is discs of one size. */
function typicalRadius(mask: Mask): number {
  const distance = distanceTransform(mask).data;
  let sum = 0;
  let inside = 0;
  for (let i = 0; i < distance.length; i++) {
    if (distance[i] === 0) continue;
    sum += distance[i]!;
    inside++;
  }
  return inside === 0 ? 1 : (3 * sum) / inside;
}
