import { decodeLabelFile, encodeLabelFile, toLabelImage, type LabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';

import { catalog, catalogEntry } from '../catalog/catalog.ts';
import { thresholds, type MetricId } from '../catalog/metric-id.ts';
import { matchCells } from '../matching/match-cells.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import { labelled, pixels, type Rows } from './arbitrary-pairs.fixture.ts';
import { but, expectSame, hasCells, law, map, scoresOf, shapes, tied, wholeImage } from './laws.fixture.ts';

describe('laws of a perfect prediction', () => {
  law('every score is its best, or null where there is nothing to score', (truth) => {
    const scores = scoresOf(truth, truth);
    for (const { id, direction, range, unit } of catalog) {
      if (unit === 'cells' || scores[id] === null) continue;
      expect([id, scores[id]]).toEqual([id, direction === 'higher' ? range[1] : expect.closeTo(range[0], 12)]);
    }
    expect(scores).toMatchObject({ 'fp@0.95': 0, 'fn@0.95': 0, splits: 0, merges: 0, missed: 0, invented: 0 });
  });
  law('null is given exactly where there are no cells, but for the Rand error of lone pixels', (truth) => {
    const scores = scoresOf(truth, truth);
    for (const { id, unit } of catalog) {
      if (unit !== 'cells' && id !== 'are') expect([id, scores[id] === null]).toEqual([id, !hasCells(truth)]);
    }
  });
});

/** The image as it comes from a label file. */
const kept = (image: LabelImage): LabelImage => decodeLabelFile(encodeLabelFile(image, '0'.repeat(64))).labels;

describe('laws of label files', () => {
  law('every score, and every cell, is as from the pixels, and no pixel is painted for it', (truth, prediction) => {
    const images = [kept(labelled(truth)), kept(labelled(prediction))] as const;
    const scores = evaluatePair(...images, { perCell: true });
    for (const { pixels: unpainted } of images)
      expect(Object.getOwnPropertyDescriptor(unpainted, 'data')).toHaveProperty('get');
    expect(scores).toEqual(evaluatePair(labelled(truth), labelled(prediction), { perCell: true }));
  });
});

describe('laws of symmetry', () => {
  law('swapping truth and prediction swaps what is missed and what is invented', (truth, prediction) => {
    const forth = scoresOf(truth, prediction);
    const back = scoresOf(prediction, truth);
    expectSame(forth, back, [
      'ap@0.5',
      'f1@0.75',
      'apMean',
      'pq',
      'sq',
      'dq',
      'dice',
      'iou',
      'sbd',
      'nmi',
      'countError',
    ]);
    const swapped: [MetricId, MetricId][] = [
      ['mDice', 'mDiceReverse'],
      ['mIoU', 'mIoUReverse'],
      ['precision@0.5', 'recall@0.5'],
      ['fp@0.8', 'fn@0.8'],
      ['splits', 'merges'],
      ['missed', 'invented'],
      ['voiSplit', 'voiMerge'],
      ['truthCells', 'predictedCells'],
    ];
    for (const [a, b] of swapped) expectSame({ [a]: forth[b], [b]: forth[a] }, back, [a, b]);
  });
  law('renumbering in the same order changes nothing, up to ids of 2^32 - 1', (truth, prediction) => {
    const sparse = (id: number) => (id === 0 ? 0 : 4_294_967_295 - (6 - id) * 70_001);
    expect(scoresOf(map(truth, sparse), map(prediction, sparse))).toEqual(scoresOf(truth, prediction));
  });
  law('renumbering in another order changes nothing but which of equals is taken', (truth, prediction) => {
    const reverse = (id: number) => (id === 0 ? 0 : 9 - id);
    expectSame(scoresOf(map(truth, reverse), map(prediction, reverse)), scoresOf(truth, prediction), but(...tied));
  });
  law('mirroring and turning both images changes nothing', (truth, prediction) => {
    const expected = scoresOf(truth, prediction);
    const [t, p] = [pixels(truth), pixels(prediction)];
    expectSame(evaluatePair(t.step(-1, 1), p.step(-1, 1)).metrics, expected);
    expectSame(evaluatePair(t.transpose(1, 0).step(1, -1), p.transpose(1, 0).step(1, -1)).metrics, expected);
  });
  law('the same permutation of the pixels of both changes nothing that needs no shapes', (truth, prediction) => {
    const width = truth[0]!.length;
    const shuffled = (rows: Rows): Rows => {
      const flat = rows.flat();
      const moved = flat.map((_, i) => flat[(i * 7 + 3) % flat.length]!);
      return flat.length % 7 === 0 ? rows : rows.map((_, y) => moved.slice(y * width, (y + 1) * width));
    };
    expectSame(scoresOf(shuffled(truth), shuffled(prediction)), scoresOf(truth, prediction), but(...shapes));
  });
  law('strides change nothing', (truth, prediction) => {
    const wide = (rows: Rows) =>
      ndarray(Int32Array.from(rows.flatMap((row) => row.flatMap((id) => [id, 99]))), [
        rows.length,
        2 * rows[0]!.length,
      ]).step(1, 2);
    expect(evaluatePair(wide(truth), wide(prediction))).toEqual(evaluatePair(labelled(truth), labelled(prediction)));
  });
});

describe('laws of background', () => {
  const padded = (rows: Rows): Rows => {
    const empty = new Array<number>(rows[0]!.length + 3).fill(0);
    return [empty, empty, ...rows.map((row) => [0, 0, 0, ...row])];
  };
  law(
    'background around both, or cropping it away, changes nothing but what counts background',
    (truth, prediction) => {
      const diagonal: MetricId[] = hasCells(prediction) ? [] : ['mHD'];
      expectSame(
        scoresOf(padded(truth), padded(prediction)),
        scoresOf(truth, prediction),
        but(...wholeImage, ...diagonal),
      );
    },
  );
  law('an invented cell on background leaves means over truth cells and lowers what counts it', (truth, prediction) => {
    const more: Rows = padded(prediction).map((row, y) => (y === 0 ? [7, ...row.slice(1)] : row));
    if (!hasCells(truth) || !hasCells(prediction)) return;
    const [before, after] = [scoresOf(padded(truth), padded(prediction)), scoresOf(padded(truth), more)];
    expectSame(after, before, ['mDice', 'mIoU', 'seg', 'recall@0.5', 'sq', 'missed', 'splits', 'merges']);
    expect(after['fp@0.5']).toBe(before['fp@0.5']! + 1);
    expect(after.invented).toBe(before.invented! + 1);
    expect(after.aji!).toBeLessThanOrEqual(before.aji!);
    expect(after.pq!).toBeLessThanOrEqual(before.pq!);
    expect(after.mHD!).toBeLessThanOrEqual(before.mHD!);
  });
  law('ignoring nothing changes nothing, and ignoring all leaves nothing', (truth, prediction) => {
    const [t, p] = [pixels(truth), pixels(prediction)];
    const nothing = ndarray(new Uint8Array(t.size), t.shape);
    const all = ndarray(new Uint8Array(t.size).fill(1), t.shape);
    expect(evaluatePair(t, p, { ignore: nothing, border: 0 }).metrics).toEqual(evaluatePair(t, p).metrics);
    expect(evaluatePair(t, p, { ignore: all }).flags).toEqual(['emptyTruth', 'emptyPrediction']);
  });
  law('ignored pixels may hold anything', (truth, prediction) => {
    const ignore = ndarray(
      Uint8Array.from(truth.flat(), (_, i) => (i % 3 === 0 ? 1 : 0)),
      pixels(truth).shape,
    );
    const cleared = (rows: Rows, value: number) => {
      const data = Uint32Array.from(rows.flat(), (id, i) => (i % 3 === 0 ? value : id));
      return toLabelImage(ndarray(data, pixels(rows).shape));
    };
    const filled = evaluatePair(cleared(truth, 77), cleared(prediction, 78), { ignore }).metrics;
    expect(filled).toEqual(evaluatePair(cleared(truth, 0), cleared(prediction, 0)).metrics);
  });
});

describe('laws of size', () => {
  law('every score is in the range of the catalogue', (truth, prediction) => {
    for (const [id, value] of Object.entries(scoresOf(truth, prediction))) {
      if (value === null) continue;
      const [min, max] = catalogEntry(id).range;
      expect([id, value >= min && value <= (max ?? Infinity) + 1e-12]).toEqual([id, true]);
    }
  });
  law('counts add up, and scores follow from them', (truth, prediction) => {
    const scores = scoresOf(truth, prediction);
    for (const at of thresholds) {
      const [tp, fp, fn] = [scores[`tp@${at}`]!, scores[`fp@${at}`]!, scores[`fn@${at}`]!];
      expect(tp + fn).toBe(scores.truthCells);
      expect(tp + fp).toBe(scores.predictedCells);
      const [precision, recall, f1] = [scores[`precision@${at}`], scores[`recall@${at}`], scores[`f1@${at}`]];
      if (precision && recall) expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 10);
    }
    expect(scores.missed!).toBeLessThanOrEqual(scores['fn@0.5']!);
    expect(scores.invented!).toBeLessThanOrEqual(scores['fp@0.5']!);
  });
  law('AP falls as the threshold rises, and their mean lies between', (truth, prediction) => {
    const scores = scoresOf(truth, prediction);
    const ap = thresholds.map((at) => scores[`ap@${at}`]);
    if (ap[0] === null) return;
    for (let i = 1; i < ap.length; i++) expect(ap[i]!).toBeLessThanOrEqual(ap[i - 1]!);
    expect(scores.apMean!).toBeLessThanOrEqual(ap[0]! + 1e-12);
    expect(scores.apMean!).toBeGreaterThanOrEqual(ap[9]! - 1e-12);
  });
  law(
    'panoptic quality is detection quality times segmentation quality, which is above one half',
    (truth, prediction) => {
      const { pq, sq, dq, 'f1@0.5': f1 } = scoresOf(truth, prediction);
      if (pq === null) return;
      expect(pq).toBeCloseTo(dq! * (sq ?? 0), 10);
      if (sq !== null) expect(sq).toBeGreaterThan(0.5);
      expect(dq!).toBeLessThanOrEqual(f1!);
    },
  );
  law('AJI and AJI+ are at most the IoU of the foregrounds', (truth, prediction) => {
    const { aji, ajiPlus, iou } = scoresOf(truth, prediction);
    if (iou === null) return;
    expect(aji!).toBeLessThanOrEqual(iou! + 1e-12);
    expect(ajiPlus!).toBeLessThanOrEqual(iou! + 1e-12);
  });
  law('mIoU is at most mDice and at least its value were all cells alike', (truth, prediction) => {
    const { mDice, mIoU, sbd, seg } = scoresOf(truth, prediction);
    if (mDice === null) return;
    expect(mIoU!).toBeLessThanOrEqual(mDice!);
    expect(mIoU!).toBeGreaterThanOrEqual(mDice! / 2);
    expect(sbd!).toBeLessThanOrEqual(mDice!);
    expect(seg!).toBeLessThanOrEqual(mIoU! + 1e-12);
  });
  law(
    'nobody matches more cells than the smaller image has, and strict matching finds no more',
    (truth, prediction) => {
      const table = overlapTable(labelled(truth), labelled(prediction));
      for (const criterion of ['iou', 'truthCoverage', 'predictionCoverage'] as const) {
        const [loose, strict] = [false, true].map(
          (flag) => matchCells(table, { threshold: 0.5, criterion, strict: flag }).tp,
        );
        expect(strict!).toBeLessThanOrEqual(loose!);
        expect(loose!).toBeLessThanOrEqual(Math.min(table.truthCells, table.predictedCells));
      }
    },
  );
  law('matching by assignment finds what matching without one finds from one half on', (truth, prediction) => {
    const table = overlapTable(labelled(truth), labelled(prediction));
    const scores = scoresOf(truth, prediction);
    for (const at of thresholds) expect(matchCells(table, { threshold: Number(at) }).tp).toBe(scores[`tp@${at}`]);
  });
});
