import type { LabelImage } from './label-image.ts';
import { checkedSize, toLabelImage } from './to-label-image.ts';
import { ndArray } from './nd-array.ts';

/**
 * A label image without cells: what a prediction that found nothing is.
 *
 * @throws LabelImageError if a side is below 1 or the image has more than 2³¹ − 1 pixels
 */
export function emptyLabelImage(height: number, width: number): LabelImage {
  checkedSize([height, width]);
  return toLabelImage(ndArray(new Uint16Array(height * width), [height, width]));
}
