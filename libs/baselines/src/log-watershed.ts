import { fillHoles, removeSmall } from './areas.ts';
import type { Baseline } from './baseline.ts';
import { cellSignal } from './cell-signal.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { toLabelPixels } from './label-pixels.ts';
import { blobResponse } from './laplacian-of-gaussian.ts';
import { otsuThreshold } from './otsu.ts';
import { peaks } from './peaks.ts';
import { above } from './plane.ts';
import { MAX_HOLE_AREA, MIN_CELL_AREA } from './sizes.ts';
import { watershed } from './watershed.ts';

/** Standard deviation, in pixels, of the blur that keeps noise out of the threshold. */
const SMOOTHING = 1;

/** Scale of the blobs in pixels: discs of radius σ√2 ≈ 8 answer most. */
const BLOB_SIGMA = 6;

/** Two blobs closer than this, in pixels, are one cell. */
const PEAK_RADIUS = 6;

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
    const signal = gaussianBlur(cellSignal(image), SMOOTHING);
    const mask = fillHoles(above(signal, otsuThreshold(signal)), MAX_HOLE_AREA);
    const height = blobResponse(signal, BLOB_SIGMA);
    const seeds = peaks(height, mask, PEAK_RADIUS);
    return toLabelPixels(removeSmall(watershed({ height, seeds, mask }), MIN_CELL_AREA));
  },
};
