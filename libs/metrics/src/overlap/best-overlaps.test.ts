import { image } from '../image.fixture.ts';
import { bestOverlaps } from './best-overlaps.ts';
import { overlapTable } from './overlap-table.ts';

describe('bestOverlaps', () => {
  it('lets one predicted cell serve several truth cells, and gives 0 to a cell without overlap', () => {
    const best = bestOverlaps(overlapTable(image(['1122.3']), image(['1111..'])));
    expect(Array.from(best.prediction)).toEqual([0, 1, 1, 0]);
    expect(Array.from(best.iou)).toEqual([0, 2 / 4, 2 / 4, 0]);
    expect(Array.from(best.dice)).toEqual([0, 4 / 6, 4 / 6, 0]);
  });

  it('prefers the largest IoU to the most shared pixels, and of equals the smallest number', () => {
    // Prediction 1 shares 3 pixels at IoU 3/10, prediction 2 shares 2 at IoU 2/5.
    const { prediction } = bestOverlaps(overlapTable(image(['11111.....']), image(['2211111111'])));
    expect(prediction[1]).toBe(2);
    expect(bestOverlaps(overlapTable(image(['1111']), image(['2211']))).prediction[1]).toBe(1);
  });
});
