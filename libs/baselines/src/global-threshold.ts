import { removeSmall } from './areas.ts';
import type { Baseline } from './baseline.ts';
import { connectedComponents } from './components.ts';
import { otsuForeground } from './foreground.ts';
import { toLabelPixels } from './label-pixels.ts';
import { MIN_CELL_AREA } from './sizes.ts';

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
    const { mask } = otsuForeground(image);
    return toLabelPixels(removeSmall(connectedComponents(mask, 8), MIN_CELL_AREA));
  },
};
