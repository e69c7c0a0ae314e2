import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { coverage } from './coverage.ts';
import { segmentationAccuracy } from './segmentation-accuracy.ts';

it('adds the IoU of truth cells that are covered by more than half', () => {
  // Truth 1 is covered by 3 of 4 pixels, truth 2 by exactly half, which does not count.
  const table = overlapTable(image(['111122.']), image(['.111.33']));
  expect(segmentationAccuracy(table, coverage(table))).toEqual([3 / 4, 2]);
});
