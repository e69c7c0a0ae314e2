import type { LabelImage } from './label-image.ts';
import { labelImageOf } from './label-image-of.ts';
import { findRuns } from './runs.ts';
import { checkedSize } from './to-label-image.ts';

/**
 * A label image without cells: what a prediction that found nothing is.
 *
 * @throws LabelImageError if a side is below 1 or the image has more than 2³¹ − 1 pixels
 */
export function emptyLabelImage(height: number, width: number): LabelImage {
  checkedSize([height, width]);
  return labelImageOf({ height, width, runs: findRuns(new Uint8Array(0), 0, 0), ids: new Uint32Array(1) });
}
