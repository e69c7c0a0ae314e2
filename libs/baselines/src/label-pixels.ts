import { ndArray, type LabelPixels } from '@cellboard/labels';
import type { Objects } from './plane.ts';

/** Objects as label pixels of shape [height, width]: 16-bit where their number allows it. */
export function toLabelPixels({ width, height, data, count }: Objects): LabelPixels {
  const ids: Uint16Array | Uint32Array = count > 0xffff ? data : new Uint16Array(data);
  return ndArray(ids, [height, width]);
}
