import { toLabelImage, type LabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';

import { outlineDistances } from '../distance/outline-distances.ts';
import { judgedCells } from '../pair/judged-cells.ts';
import { goldenPairs } from './golden-set.fixture.ts';
import { goldenCase, goldenImage, goldenNames } from './golden.fixture.ts';

const names = goldenNames();
const pair = { truth: Uint32Array.of(1), prediction: Uint32Array.of(1) };

function asOneCell(image: LabelImage): LabelImage {
  return toLabelImage(
    ndarray(
      Uint16Array.from(image.pixels.data, (cell) => Math.min(cell, 1)),
      image.pixels.shape,
    ),
  );
}

/** Number of the cell with an id. */
const numberOf = (cells: LabelImage, id: number) => cells.ids.indexOf(id);

describe('the golden set', () => {
  it.each(goldenPairs.filter(({ outlines }) => outlines.length > 0))('$name', ({ outlines, ignore, ...images }) => {
    const [truth, prediction] = [images.truth, images.prediction].map((cells) =>
      judgedCells(cells, { ...(ignore && { ignore }) }),
    ) as [LabelImage, LabelImage];
    const pairs = {
      truth: Uint32Array.from(outlines, (found) => numberOf(truth, found.truth)),
      prediction: Uint32Array.from(outlines, (found) => numberOf(prediction, found.prediction)),
    };
    const ours = outlineDistances({ truth, prediction }, pairs, 2);
    outlines.forEach((expected, k) => {
      expect(ours.hd[k]).toBeCloseTo(expected.hd, 10);
      expect(ours.hd95[k]).toBeCloseTo(expected.hd95, 10);
      expect(ours.assd[k]).toBeCloseTo(expected.assd, 10);
      expect(ours.masd[k]).toBeCloseTo(expected.masd, 10);
      expect(ours.within[k]).toBeCloseTo(expected['nsd@2'], 10);
    });
  });
});

if (names.length > 0) {
  // MetricsReloaded measures the whole foreground; as one cell each, the images are the same to us.
  it.each(names)('%s: outlines of the foreground as MetricsReloaded has them', async (name) => {
    const golden = goldenCase(name);
    const peer = golden.metrics['metricsreloaded-binary']?.values;
    const truth = asOneCell(await goldenImage(golden.gt));
    const prediction = asOneCell(await goldenImage(golden.pred));
    if (!peer || truth.cellCount === 0 || prediction.cellCount === 0) return;
    const ours = outlineDistances({ truth, prediction }, pair, 1);
    const values = {
      hd: ours.hd[0]!,
      hd95: ours.hd95[0]!,
      assd: ours.assd[0]!,
      masd: ours.masd[0]!,
      'nsd@1': ours.within[0]!,
    };
    for (const [key, value] of Object.entries(values))
      expect([key, value]).toEqual([key, expect.closeTo(Number(peer[key]), 9)]);
  });
}
