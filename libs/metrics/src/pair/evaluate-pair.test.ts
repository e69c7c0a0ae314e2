import { toLabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';

import { resolveMetrics } from '../catalog/catalog.ts';
import { image } from '../image.fixture.ts';
import type { Scores } from '../sheet/score-sheet.ts';
import { evaluatePair } from './evaluate-pair.ts';
import { tinyCases } from './tiny-cases.fixture.ts';

describe('evaluatePair', () => {
  it.each(tinyCases)('$name: $why', ({ truth, prediction, expected }) => {
    const { metrics } = evaluatePair(image(truth), image(prediction));
    for (const [id, value] of Object.entries(expected) as [keyof Scores, number | null][]) {
      if (value === null) expect([id, metrics[id]]).toEqual([id, null]);
      else expect([id, Math.abs(metrics[id]! - value) < 1e-12 ? value : metrics[id]]).toEqual([id, value]);
    }
  });

  it('gives 0 and the diagonal, and a flag, where cells were to be found and none was', () => {
    const { metrics, flags } = evaluatePair(
      image(['1...', '....', '...2', '....']),
      image(['....', '....', '....', '....']),
    );
    expect(flags).toEqual(['emptyPrediction']);
    expect(metrics).toMatchObject({ mDice: 0, mIoU: 0, mHD: Math.hypot(4, 4), 'ap@0.5': 0, pq: 0, sq: null, aji: 0 });
    expect(metrics).toMatchObject({
      seg: 0,
      det: 0,
      sbd: 0,
      dice: 0,
      dice2: 0,
      'precision@0.5': null,
      'fn@0.5': 2,
      missed: 2,
    });
  });

  it('is null where there is nothing to score', () => {
    const { metrics, flags } = evaluatePair(image(['..']), image(['..']));
    expect(flags).toEqual(['emptyTruth', 'emptyPrediction']);
    const numbers = Object.entries(metrics).flatMap(([id, value]) => (value === null ? [] : [id]));
    expect(numbers.filter((id) => !/^(tp|fp|fn)@/.test(id))).toEqual([
      'splits',
      'merges',
      'missed',
      'invented',
      'countError',
      'truthCells',
      'predictedCells',
    ]);
  });

  it('computes what is asked for and nothing else, in plain data', () => {
    const metrics = resolveMetrics(['sbd', 'mDice', 'apMean']);
    const scores = evaluatePair(image(['11.']), image(['1.2']), { metrics });
    expect(Object.keys(scores.metrics).sort()).toEqual(['apMean', 'mDice', 'sbd']);
    expect(scores.metrics.sbd).toBeCloseTo(1 / 3, 12);
    expect(JSON.parse(JSON.stringify(scores))).toEqual(scores);
  });

  it('refuses images of different size', () => {
    expect(() => evaluatePair(image(['11.']), image(['11']))).toThrow(
      /prediction is 1×2 pixels, but the truth is 1×3.*Resize/,
    );
  });
});

it('takes pixels of any integer type as they are', () => {
  const truth = ndarray(new Int16Array([300, 300, 0, 5]), [2, 2]);
  expect(evaluatePair(truth, toLabelImage(truth), { metrics: ['pq'] }).metrics).toEqual({ pq: 1 });
});
