/** What runs in a process of the scorer. A result says by itself what a person can fix; everything else is our fault. */
import { serveTasks } from '@cellboard/imaging/processes';
import { recordImage } from './cell-records/record-image.ts';
import { scoreImage } from './score-image.ts';

serveTasks({ scoreImage, recordImage }, () => undefined);
