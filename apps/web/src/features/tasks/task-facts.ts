import type { Task } from '@cellboard/contract';

const whole = new Intl.NumberFormat('en');
const counted = (n: number, one: string, many: string): string => `${whole.format(n)} ${n === 1 ? one : many}`;

/** The size of a task in one line. */
export function taskFacts({ object, imageCount, cellCount, candidateCount }: Task): string {
  return [
    counted(imageCount, 'image', 'images'),
    object === 'nucleus' ? counted(cellCount, 'nucleus', 'nuclei') : counted(cellCount, 'cell', 'cells'),
    counted(candidateCount, 'model evaluated', 'models evaluated'),
  ].join(' · ');
}
