import ndarray from 'ndarray';

import { resolveMetrics } from '../catalog/catalog.ts';
import { noise, squares } from '../distance/adversarial.fixture.ts';
import { image } from '../image.fixture.ts';
import { evaluatePair } from './evaluate-pair.ts';
import { pairWarnings } from './pair-warnings.ts';

describe('the warning tooScattered', () => {
  const side = 200;
  const diagonal = Math.hypot(side, side);
  const [truth, prediction] = [noise(side, 100, 1), noise(side, 100, 2)];
  const scores = evaluatePair(truth, prediction, { perCell: true });

  it('comes with the diagonal of the image for mHD and for every cell', () => {
    expect(scores.metrics.mHD).toBeCloseTo(diagonal, 9);
    expect(new Set(scores.cells!.truth.map(({ hd }) => hd))).toEqual(new Set([diagonal]));
    expect(new Set(scores.cells!.truth.map(({ nearest }) => nearest))).toEqual(new Set([null]));
    expect(scores.warnings).toEqual([
      {
        code: 'tooScattered',
        cells: 200,
        metrics: ['mHD'],
        message:
          '100 predicted cells and 100 truth cells are scattered over the image, and comparing them would take too ' +
          'long: mHD is set to the diagonal of the image, 282.8 px. All other metrics are computed. ' +
          'Check that both files are label images, not pictures.',
      },
    ]);
    expect(scores.flags).toEqual([]);
  });

  it('changes no other metric, and is not there where nobody asks for distances', () => {
    const metrics = resolveMetrics('all').filter((id) => id !== 'mHD');
    const others = evaluatePair(truth, prediction, { metrics });
    expect(others.warnings).toEqual([]);
    expect({ ...others.metrics, mHD: scores.metrics.mHD }).toEqual(scores.metrics);
  });

  it('comes with an ignore mask, too', () => {
    const ignore = ndarray(new Uint8Array(side * side).fill(1, 0, 10 * side), [side, side]);
    const { metrics, warnings } = evaluatePair(truth, prediction, { ignore });
    expect([metrics.mHD, warnings.map(({ cells }) => cells)]).toEqual([expect.closeTo(diagonal, 9), [200]]);
  });

  it('names AJI+ where the assignment takes too long, which then is 0', () => {
    // 2,000 labels a side in 400 × 400 pixels: nearly every pixel is a pair of cells that touch.
    const { metrics, warnings, fractions } = evaluatePair(noise(400, 2000, 1), noise(400, 2000, 2), {
      metrics: ['ajiPlus', 'aji'],
    });
    expect(metrics).toEqual({ ajiPlus: 0, aji: expect.any(Number) as number });
    expect(fractions.ajiPlus).toEqual([0, expect.any(Number)]);
    expect(warnings).toMatchObject([{ code: 'tooScattered', cells: 4000, metrics: ['ajiPlus'] }]);
    expect(warnings[0]!.message).toMatch(/too long: AJI\+ is set to 0\. All other/);
  });

  it('does not come where only one image is scattered', () => {
    const { metrics, warnings } = evaluatePair(squares(side, 5), prediction);
    expect(warnings).toEqual([]);
    expect(metrics.mHD!).toBeLessThan(diagonal);
  });

  it.each([
    [image(['1']), noise(40, 60, 1), /^60 predicted cells are scattered/],
    [image(['1.............1']), image(['1']), /^1 truth cell is scattered/],
    [image(['1']), image(['1']), /^The cells lie across each other, and comparing them would take too long/],
  ])('names the cells', (truth, prediction, words) => {
    expect(pairWarnings({ truth, prediction, givenUp: ['mHD'] })[0]!.message).toMatch(words);
  });
});
