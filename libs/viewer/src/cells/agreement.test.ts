import { cellShapes } from '@cellboard/labels';
import { evaluatePair, thresholds, type MetricId } from '@cellboard/metrics';
import fc from 'fast-check';

import { Agreement, type CandidatePairs } from './agreement.ts';
import { drawn, images, pairs } from './drawn.fixture.ts';
import { STATUSES } from './status.ts';

/** Pairs as a server sends them: without areas and in any order. */
function sent({ table }: Agreement): CandidatePairs {
  const { truth, prediction, shared, truthArea, predictionArea } = table;
  const iou = [...shared].map(
    (pixels, k) => pixels / (truthArea[truth[k]!]! + predictionArea[prediction[k]!]! - pixels),
  );
  return { truth: [...truth].reverse(), prediction: [...prediction].reverse(), iou: iou.reverse() };
}

const words = (status: Uint8Array) => [...status.subarray(1)].map((code) => STATUSES[code]);

// Cell 1 is found with 4 of its 6 pixels, 2 is missed; 3 is cut in two; 4 and 5 are taken for one; 9 is invented.
const truth = drawn('111...22', '111.....', '33333333', '........', '44445555', '........');
const prediction = drawn('11......', '11....99', '22223333', '........', '44444444', '........');

describe('agreement, worked by hand', () => {
  const agreement = Agreement.ofImages(truth, prediction);

  it('at IoU 1/2: half of cells 3, 4 and 5 is enough, and one prediction goes to one cell only', () => {
    const { counts, truth: cells, prediction: found } = agreement.at(0.5);
    expect(counts).toEqual({ tp: 3, fn: 2, fp: 2 });
    expect(words(cells.status)).toEqual(['matched', 'missed', 'matched', 'matched', 'merged']);
    expect(words(found.status)).toEqual(['matched', 'matched', 'split', 'matched', 'invented']);
  });

  it('above it: what was matched is split, merged or only off at its boundary', () => {
    const { counts, truth: cells, prediction: found } = agreement.at(0.6);
    expect(counts).toEqual({ tp: 1, fn: 4, fp: 4 });
    expect(words(cells.status)).toEqual(['matched', 'missed', 'split', 'merged', 'merged']);
    expect(words(found.status)).toEqual(['matched', 'split', 'split', 'merged', 'invented']);
    expect(words(agreement.at(0.7).truth.status)[0]).toBe('boundary');
  });

  it('names partners both ways, and the largest IoU where there is none', () => {
    const { truth: cells, prediction: found } = agreement.at(0.6);
    expect([...cells.partner]).toEqual([0, 1, 0, 0, 0, 0]);
    expect([...found.partner]).toEqual([0, 1, 0, 0, 0, 0]);
    expect([...cells.iou]).toEqual([0, 4 / 6, 0, 0.5, 0.5, 0.5]);
  });

  it('lists what a truth cell overlaps', () => {
    expect(agreement.overlapsOfTruth(3)).toEqual([
      { prediction: 2, iou: 0.5 },
      { prediction: 3, iou: 0.5 },
    ]);
    expect(agreement.overlapsOfTruth(2)).toEqual([]);
  });

  it('knows what is merged with a cell, and in how many parts it is', () => {
    expect([1, 2, 3, 4, 5].map((cell) => agreement.mergedWith(cell))).toEqual([[], [], [], [5], [4]]);
    expect([1, 2, 3, 4, 5].map((cell) => agreement.partsOf(cell))).toEqual([1, 0, 2, 0, 0]);
  });

  it('refuses pairs that cannot be of these images', () => {
    const areas = { truth: cellShapes(truth).area, prediction: cellShapes(prediction).area, pixels: 48 };
    const given = (t: number, p: number, iou: number) => () =>
      Agreement.ofPairs({ truth: [t], prediction: [p], iou: [iou] }, areas);
    expect(given(1, 1, 4 / 6)).not.toThrow();
    expect(given(1, 1, 0.61)).toThrow('truth cell 1 (6 pixels) and predicted cell 1 (4 pixels) has an IoU of 0.61');
    expect(given(99, 1, 0.5)).toThrow(RangeError);
    expect(given(1, 1, Number.NaN)).toThrow(RangeError);
    expect(given(1, 1, 0)).toThrow(RangeError);
  });

  it.each([0, -1, 1.1, Number.NaN])('refuses the threshold %d', (threshold) => {
    expect(() => agreement.at(threshold)).toThrow(RangeError);
  });
});

describe('what is seen is what is scored', () => {
  const counts = thresholds.flatMap((t): MetricId[] => [`tp@${t}`, `fp@${t}`, `fn@${t}`]);

  it('counts equal those of evaluatePair at every threshold that it has, from images and from pairs', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const { metrics } = evaluatePair(one, other, { metrics: counts });
        const direct = Agreement.ofImages(one, other);
        const fromPairs = Agreement.ofPairsIn(sent(direct), one, other);
        for (const threshold of thresholds) {
          const expected = {
            tp: metrics[`tp@${threshold}`],
            fn: metrics[`fn@${threshold}`],
            fp: metrics[`fp@${threshold}`],
          };
          expect(direct.at(Number(threshold)).counts).toEqual(expected);
          expect(fromPairs.at(Number(threshold)).counts).toEqual(expected);
        }
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it('so it is with an ignore mask: counts, classes and partners of what is judged, and the rest is ignored', () => {
    fc.assert(
      fc.property(pairs, images, ([one, other], ignore) => {
        const options = { ignore: ignore.pixels };
        const { metrics, cells } = evaluatePair(one, other, { ...options, metrics: counts, perCell: true });
        const agreement = Agreement.ofImages(one, other, ignore);
        for (const threshold of thresholds) {
          const { tp, fn, fp } = agreement.at(Number(threshold)).counts;
          expect([tp, fn, fp]).toEqual([
            metrics[`tp@${threshold}`],
            metrics[`fn@${threshold}`],
            metrics[`fp@${threshold}`],
          ]);
        }
        const at = agreement.at(0.5);
        const judged = (image: typeof one, status: Uint8Array) =>
          words(status).flatMap((word, k) => (word === 'ignored' ? [] : [[image.ids[k + 1], word]]));
        expect(judged(one, at.truth.status)).toEqual(cells!.truth.map((cell) => [cell.id, cell.class]));
        expect(judged(other, at.prediction.status)).toEqual(cells!.prediction.map((cell) => [cell.id, cell.class]));
        const matched = cells!.truth.filter((cell) => cell.matched !== null);
        const partners = [...at.truth.partner].flatMap((p, t) => (p > 0 ? [[one.ids[t], other.ids[p]]] : []));
        expect(partners).toEqual(matched.map((cell) => [cell.id, cell.matched]));
      }),
      { seed: 12, numRuns: 100 },
    );
  });

  it('at IoU 1/2 every cell has the class and the partner of the record of cells', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const { cells } = evaluatePair(one, other, { metrics: ['mIoU'], perCell: true });
        const at = Agreement.ofPairsIn(sent(Agreement.ofImages(one, other)), one, other).at(0.5);
        expect(words(at.truth.status)).toEqual(cells!.truth.map((cell) => cell.class));
        expect(words(at.prediction.status)).toEqual(cells!.prediction.map((cell) => cell.class));
        const partners = [...at.truth.partner.subarray(1)].map((p) => (p > 0 ? other.ids[p] : null));
        expect(partners).toEqual(cells!.truth.map(({ matched }) => matched));
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('pairs give the same cells as images at any threshold', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 10_000 }), ([one, other], parts) => {
        const direct = Agreement.ofImages(one, other);
        expect(Agreement.ofPairsIn(sent(direct), one, other).at(parts / 10_000)).toEqual(direct.at(parts / 10_000));
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it('matched cells have an IoU of at least the threshold, and each truth cell adds up with the counts', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 10_000 }), ([one, other], parts) => {
        const { truth: cells, prediction: found, counts: sums } = Agreement.ofImages(one, other).at(parts / 10_000);
        const matched = [...cells.partner].filter((p) => p > 0).length;
        expect(matched).toBe(sums.tp);
        expect([...found.partner].filter((t) => t > 0)).toHaveLength(sums.tp);
        expect(one.cellCount - matched).toBe(sums.fn);
        expect(other.cellCount - matched).toBe(sums.fp);
        for (let t = 1; t <= one.cellCount; t++) {
          if (cells.partner[t]! > 0) expect(cells.iou[t]).toBeGreaterThanOrEqual(parts / 10_000);
        }
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
