import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';

/**
 * Truth 1 shares 7 with prediction 1 and 3 with prediction 2, truth 2 shares 3 with prediction 1:
 * IoU 7/13, 3/10 and 3/11. Greedy matching takes the first and leaves one pair, assignment finds two.
 */
export const chain = overlapTable(image(['1111111111.', '2222.......']), image(['1111111222.', '.111.......']));
