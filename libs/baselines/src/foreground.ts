import { fillHoles } from './areas.ts';
import type { CellImage } from './baseline.ts';
import { cellSignal } from './cell-signal.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { otsuThreshold } from './otsu.ts';
import { above, type GreyPlane, type Mask } from './plane.ts';
import { MAX_HOLE_AREA } from './sizes.ts';

/** Standard deviation, in pixels, of the blur that keeps noise out of the threshold. */
const SMOOTHING = 1;

/** The signal of an image, see {@link cellSignal}, without its finest noise. */
export function smoothSignal(image: CellImage): GreyPlane {
  return gaussianBlur(cellSignal(image), SMOOTHING);
}

/** What lies above Otsu's threshold in the smooth signal of an image, holes filled. */
export function otsuForeground(image: CellImage): { signal: GreyPlane; mask: Mask } {
  const signal = smoothSignal(image);
  return { signal, mask: fillHoles(above(signal, otsuThreshold(signal)), MAX_HOLE_AREA) };
}
