import fc from 'fast-check';

import { evaluatePair } from '../pair/evaluate-pair.ts';
import { summarise } from '../sheet/summarise.ts';
import { labelled, pixels, runs, triples, type Rows } from './arbitrary-pairs.fixture.ts';
import { but, expectSame, hasCells, law, map, scoresOf, wholeImage } from './laws.fixture.ts';

describe('laws of distance', () => {
  const oneCell = (rows: Rows): Rows => rows.map((row) => row.map((id) => Math.min(id, 1)));
  it('the Hausdorff distance of single cells is a metric: symmetric, 0 for the same, no detour is shorter', () => {
    fc.assert(
      fc.property(triples, (images) => {
        const [a, b, c] = images.map(oneCell) as [Rows, Rows, Rows];
        if (![a, b, c].every(hasCells)) return;
        const hd = (first: Rows, second: Rows) => scoresOf(first, second).mHD!;
        expect(hd(a, b)).toBe(hd(b, a));
        expect(hd(a, b) === 0).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(hd(a, c)).toBeLessThanOrEqual(hd(a, b) + hd(b, c) + 1e-9);
      }),
      runs,
    );
  });
  it('variation of information is a metric: no detour is shorter', () => {
    fc.assert(
      fc.property(triples, ([a, b, c]) => {
        const voi = (first: Rows, second: Rows) => {
          const { voiSplit, voiMerge } = scoresOf(first, second);
          return (voiSplit ?? 0) + (voiMerge ?? 0);
        };
        expect(voi(a, c)).toBeLessThanOrEqual(voi(a, b) + voi(b, c) + 1e-9);
      }),
      runs,
    );
  });
  law('every pixel made into four changes nothing that counts pixels', (truth, prediction) => {
    const scores = scoresOf(truth, prediction);
    const doubled = (rows: Rows): Rows =>
      rows.flatMap((row) => [row, row].map((line) => line.flatMap((id) => [id, id])));
    const twice = scoresOf(doubled(truth), doubled(prediction));
    expectSame(twice, scores, ['mDice', 'mIoU', 'apMean', 'pq', 'dice', 'seg', 'det', 'voiSplit', 'nmi', 'missed']);
  });
});

describe('laws of datasets', () => {
  law('two images side by side have the pooled scores of the two', (truth, prediction) => {
    const shifted = (rows: Rows): Rows => map(rows, (id) => (id === 0 ? 0 : id + 10));
    const beside = (a: Rows, b: Rows): Rows => a.map((row, y) => [...row, 0, ...b[y]!]);
    const images = [
      evaluatePair(labelled(truth), labelled(prediction)),
      evaluatePair(labelled(prediction), labelled(prediction)),
    ];
    const union = scoresOf(beside(truth, shifted(prediction)), beside(prediction, shifted(prediction)));
    const ids = but(...wholeImage, 'mHD', 'sbd', 'dice2', 'are', 'countError');
    expectSame(summarise(images).pooled, union, ids);
  });
  law('the summary of one image is the image', (truth, prediction) => {
    const image = evaluatePair(labelled(truth), labelled(prediction));
    if (image.flags.length > 0) return;
    const { mean, pooled } = summarise([image]);
    expect(mean).toEqual(image.metrics);
    expect(pooled).toEqual(image.metrics);
  });
  law('the summary of an image many times is the image, and counts are summed', (truth, prediction) => {
    const image = evaluatePair(labelled(truth), labelled(prediction));
    const { mean, pooled } = summarise([image, image, image]);
    expectSame(mean, image.metrics);
    expect(pooled['tp@0.5']).toBe(3 * image.metrics['tp@0.5']!);
    expectSame(pooled, image.metrics, ['pq', 'aji', 'apMean', 'seg', 'det', 'mHD', 'voiSplit', 'are', 'nmi']);
  });
  law('a metric alone has the value that it has among all', (truth, prediction) => {
    const all = scoresOf(truth, prediction);
    for (const id of ['mHD', 'sbd', 'apMean', 'dice2', 'hd95', 'are', 'missed'] as const) {
      expect(evaluatePair(labelled(truth), labelled(prediction), { metrics: [id] }).metrics).toEqual({ [id]: all[id] });
    }
  });
  law('images are not changed', (truth, prediction) => {
    const [t, p] = [pixels(truth), pixels(prediction)];
    evaluatePair(t, p, { perCell: true });
    expect([Array.from(t.data), Array.from(p.data)]).toEqual([truth.flat(), prediction.flat()]);
  });
});
