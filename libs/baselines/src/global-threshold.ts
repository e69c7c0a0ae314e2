import { fillHoles, removeSmall } from './areas.ts';
import type { Baseline } from './baseline.ts';
import { cellSignal } from './cell-signal.ts';
import { connectedComponents } from './components.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { toLabelPixels } from './label-pixels.ts';
import { otsuThreshold } from './otsu.ts';
import { above } from './plane.ts';
import { MAX_HOLE_AREA, MIN_CELL_AREA } from './sizes.ts';

/** Standard deviation, in pixels, of the blur that keeps noise out of the threshold. */
const SMOOTHING = 1;

/** Otsu's threshold, then every connected set of bright pixels is a cell. Cells that touch become one. */
export const globalThreshold: Baseline = {
  slug: 'global-threshold',
  name: 'Global threshold',
  description:
    'One threshold for the whole image, chosen by Otsu’s method; every connected bright region is a cell. ' +
    'Cells that touch are merged, dim cells are lost.',
  citation: {
    paper:
      'Otsu, N. A threshold selection method from gray-level histograms. ' +
      'IEEE Transactions on Systems, Man, and Cybernetics 9(1), 62–66, 1979.',
    url: 'https://doi.org/10.1109/TSMC.1979.4310076',
  },
  segment(image) {
    const signal = gaussianBlur(cellSignal(image), SMOOTHING);
    const mask = fillHoles(above(signal, otsuThreshold(signal)), MAX_HOLE_AREA);
    return toLabelPixels(removeSmall(connectedComponents(mask, 8), MIN_CELL_AREA));
  },
};
