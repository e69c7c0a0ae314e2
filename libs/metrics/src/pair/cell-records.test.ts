import fc from 'fast-check';
import { image } from '../image.fixture.ts';
import { labelled, pairs, runs } from '../laws/arbitrary-pairs.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { cellRecords } from './cell-records.ts';
import { evaluatePair } from './evaluate-pair.ts';

it('has every cell of both images, with the nearest of the other', () => {
  const { truth, prediction } = cellRecords(
    image(['55....', '55....', '.....7']),
    image(['888...', '888...', '..9...']),
  );
  expect(truth.cells.map(({ id, class: kind, nearest, hd }) => [id, kind, nearest, hd])).toEqual([
    [5, 'matched', 8, 1],
    [7, 'missed', 9, 3],
  ]);
  expect(prediction.cells.map(({ id, class: kind, nearest, hd }) => [id, kind, nearest, hd])).toEqual([
    [8, 'matched', 5, 1],
    // Cell 5 is √5 away from (2, 2), where its furthest pixel is √8 away; cell 7 is 3 away.
    [9, 'invented', 5, Math.sqrt(8)],
  ]);
});

it('leaves out what is not judged', () => {
  const ignore = image(['..1']).pixels;
  const { truth, prediction } = cellRecords(image(['1.2']), image(['3.4']), { ignore });
  expect([truth, prediction].map(({ cells }) => cells.map(({ id }) => id))).toEqual([[1], [3]]);
});

it('agrees with the scores: each cell once, as many matched as counted, overlaps and distances that add up', () => {
  fc.assert(
    fc.property(pairs, ([first, second]) => {
      const [one, other] = [labelled(first), labelled(second)];
      const { truth, prediction } = cellRecords(one, other);
      const metrics = ['tp@0.5', 'fp@0.5', 'fn@0.5', 'mHD'] as const;
      const scores = evaluatePair(one, other, { metrics, perCell: true });
      expect(truth.cells).toEqual(scores.cells!.truth);
      expect(prediction.cells.map(({ nearest: _, hd: __, ...cell }) => cell)).toEqual(scores.cells!.prediction);
      expect(truth.cells.map(({ id }) => id)).toEqual(Array.from(one.ids.subarray(1)));
      expect(prediction.cells.map(({ id }) => id)).toEqual(Array.from(other.ids.subarray(1)));
      const matched = truth.cells.filter((cell) => cell.class === 'matched').length;
      expect([matched, other.cellCount - matched, one.cellCount - matched]).toEqual([
        scores.metrics['tp@0.5'],
        scores.metrics['fp@0.5'],
        scores.metrics['fn@0.5'],
      ]);
      const table = overlapTable(one, other);
      expect(truth.cells.map(({ area }) => area)).toEqual(Array.from(table.truthArea.subarray(1)));
      const sum = truth.cells.reduce((all, { hd }) => all + hd, 0);
      if (one.cellCount > 0) expect(sum / one.cellCount).toBeCloseTo(scores.metrics.mHD!, 9);
      // Seen from the other side the distances are the same.
      expect(cellRecords(other, one).truth.cells.map(({ hd }) => hd)).toEqual(prediction.cells.map(({ hd }) => hd));
    }),
    runs,
  );
});
