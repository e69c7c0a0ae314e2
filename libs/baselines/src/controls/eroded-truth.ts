import { ndArray, toLabelImage } from '@cellboard/labels';
import type { Control } from './control.ts';

/** The truth, drawn a little too tightly. */
export const erodedTruth: Control = {
  slug: 'eroded-truth',
  name: 'Truth, one pixel smaller',
  description:
    'The truth without the outermost pixels of every cell: as good as an outline can be that is one pixel off. Cells that are at most two pixels wide are lost.',
  showsTruth: true,
  paint({ truth: { pixels } }) {
    const [height, width] = pixels.shape as [number, number];
    const { data } = pixels;
    const eroded = data.slice();
    // Beyond the border of the image nothing is known: a cell that it cuts stays there.
    for (let i = 0, row = 0; row < height; row++) {
      for (let column = 0; column < width; column++, i++) {
        const cell = data[i]!;
        const isEdge =
          (column > 0 && data[i - 1] !== cell) ||
          (column < width - 1 && data[i + 1] !== cell) ||
          (row > 0 && data[i - width] !== cell) ||
          (row < height - 1 && data[i + width] !== cell);
        if (isEdge) eroded[i] = 0;
      }
    }
    return toLabelImage(ndArray(eroded, [height, width])).pixels;
  },
};
