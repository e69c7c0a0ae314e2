import { LabelImageError, toLabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';

import { adaptedRandError } from '../information/adapted-rand-error.ts';
import type { OverlapTable } from '../overlap/overlap-table.ts';
import { evaluatePair } from './evaluate-pair.ts';

const evaluateIds = (truth: Uint32Array, prediction: Uint32Array, shape: number[]) =>
  evaluatePair(ndarray(truth, shape), ndarray(prediction, shape));

describe('hostile shapes', () => {
  it.each([
    [1, 1],
    [1, 5000],
    [5000, 1],
  ])('%d×%d pixels', (height, width) => {
    const ids = new Uint32Array(height * width).fill(3);
    const { metrics } = evaluateIds(ids, ids, [height, width]);
    expect(metrics).toMatchObject({ mDice: 1, mHD: 0, pq: 1, aji: 1, hd95: 0, 'nsd@2': 1, nmi: 1, seg: 1 });
  });

  it('a perfect prediction with other ids, where rounding would leave more than all information', () => {
    const truth = Uint32Array.of(6, 4, 6, 6, 4, 1, 0, 1, 5, 3, 5, 3, 5, 2);
    const prediction = Uint32Array.of(1, 6, 1, 1, 6, 5, 0, 5, 3, 2, 3, 2, 3, 4);
    expect(evaluateIds(truth, prediction, [1, 14]).metrics).toMatchObject({ nmi: 1, voiSplit: 0, voiMerge: 0, are: 0 });
  });

  it('pairs of pixels beyond 2^53, summed in another order', () => {
    const areas = Uint32Array.of(0, 126_967_014, 108_728_305, 123_918_187, 105_834_440);
    const table: OverlapTable = {
      truthCells: 4,
      predictedCells: 4,
      pixels: 500_000_000,
      first: Uint32Array.of(0, 0, 1, 2, 3, 4),
      truth: Uint32Array.of(1, 2, 3, 4),
      prediction: Uint32Array.of(1, 4, 2, 3),
      shared: areas.slice(1),
      truthArea: areas,
      predictionArea: Uint32Array.of(0, areas[1]!, areas[3]!, areas[4]!, areas[2]!),
    };
    expect(adaptedRandError(table)[0]).toBe(0);
  });

  it('ids 1 and 2^32 - 1 together', () => {
    const { metrics } = evaluateIds(Uint32Array.of(1, 4294967295, 0), Uint32Array.of(4294967295, 1, 0), [1, 3]);
    expect(metrics).toMatchObject({ truthCells: 2, mIoU: 1, 'tp@0.95': 2 });
  });

  it('one cell per pixel, 262,144 of them', () => {
    const ids = Uint32Array.from({ length: 512 * 512 }, (_, i) => i + 1);
    const shifted = Uint32Array.from(ids, (id) => (id % ids.length) + 1);
    const { metrics } = evaluateIds(ids, shifted, [512, 512]);
    expect(metrics).toMatchObject({ truthCells: 262_144, 'tp@0.95': 262_144, mHD: 0, ajiPlus: 1, assd: 0, splits: 0 });
  });

  it('a million cells of 4 pixels, each found one pixel further right', () => {
    const side = 2000;
    const at = (x: number, y: number) => (y >> 1) * (side / 2) + (x >> 1) + 1;
    const truth = Uint32Array.from({ length: side * side }, (_, i) => at(i % side, Math.floor(i / side)));
    const prediction = Uint32Array.from(truth, (_, i) => (i % side === 0 ? 0 : truth[i - 1]!));
    const { metrics } = evaluateIds(truth, prediction, [side, side]);
    expect(metrics).toMatchObject({
      truthCells: 1_000_000,
      'tp@0.5': 1000,
      mHD: (999 * 1000 + 1000) / 1_000_000,
      // Half of a cell is not more than half.
      missed: 999_000,
    });
  });

  it('cells that fully overlap, the whole image against many', () => {
    const all = new Uint32Array(300 * 300).fill(1);
    const many = Uint32Array.from(
      { length: 300 * 300 },
      (_, i) => Math.floor(i / 3000) * 30 + Math.floor((i % 300) / 10) + 1,
    );
    const { metrics } = evaluateIds(many, all, [300, 300]);
    expect(metrics).toMatchObject({ merges: 1, missed: 0, 'fn@0.5': 900, aji: 90_000 / (900 * 90_000), dice: 1 });
  });

  it('a comb against its gaps, where every cell is as wide as the image', () => {
    const comb = Uint32Array.from({ length: 400 * 400 }, (_, i) => (i % 2) + 1);
    const gaps = Uint32Array.from(comb, (id) => 3 - id);
    expect(evaluateIds(comb, gaps, [400, 400]).metrics).toMatchObject({ mHD: 0, 'tp@0.95': 2, assd: 0 });
  });

  it('floats, negative ids and images without pixels are refused', () => {
    const refused = [
      ndarray(new Float32Array(4), [2, 2]),
      ndarray(new Int32Array([1, -1, 0, 0]), [2, 2]),
      ndarray(new Uint8Array(0), [0, 0]),
    ];
    for (const pixels of refused) expect(() => toLabelImage(pixels as never)).toThrow(LabelImageError);
  });
});
