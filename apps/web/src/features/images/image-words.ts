import type { Image } from '@cellboard/contract';
import { counted } from '../../ui/counted.ts';

/** How many cells the truth of an image outlines, in words. */
export function cellsLine({ cellCount, cellType }: Pick<Image, 'cellCount' | 'cellType'>): string {
  if (cellCount === null) return 'no truth';
  return /nucle/i.test(cellType) ? counted(cellCount, 'nucleus', 'nuclei') : counted(cellCount, 'cell', 'cells');
}
