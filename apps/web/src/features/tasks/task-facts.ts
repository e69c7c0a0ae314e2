import type { Task } from '@cellboard/contract';
import { counted } from '../../ui/counted.ts';

/** The size of a task in one line. */
export function taskFacts({ object, imageCount, cellCount, candidateCount }: Task): string {
  return [
    counted(imageCount, 'image', 'images'),
    object === 'nucleus' ? counted(cellCount, 'nucleus', 'nuclei') : counted(cellCount, 'cell', 'cells'),
    counted(candidateCount, 'model evaluated', 'models evaluated'),
  ].join(' · ');
}
