import fc from 'fast-check';

import { thresholds } from '../catalog/metric-id.ts';
import { outlineDistances } from '../distance/outline-distances.ts';
import { matchCells } from '../matching/match-cells.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import type { Scores } from '../sheet/score-sheet.ts';
import { labelled, pairs, runs, type Rows } from './arbitrary-pairs.fixture.ts';
import {
  naiveAji,
  naiveAjiPlus,
  naiveBest,
  naiveCoverage,
  naiveInformation,
  naiveIouSum,
  naiveMatches,
  naiveOutline,
} from './naive.fixture.ts';

const scoresOf = (truth: Rows, prediction: Rows) => evaluatePair(labelled(truth), labelled(prediction)).metrics;
const cellCount = (rows: Rows) => new Set(rows.flat().filter((id) => id > 0)).size;

function expectScores(scores: Scores, expected: Readonly<Record<string, number | null>>): void {
  for (const [id, value] of Object.entries(expected)) {
    const ours = scores[id as keyof Scores];
    expect([id, ours]).toEqual([id, value === null ? null : expect.closeTo(value, 10)]);
  }
}

const law = (name: string, holds: (truth: Rows, prediction: Rows) => void) => {
  it(name, () => {
    fc.assert(
      fc.property(pairs, ([truth, prediction]) => {
        holds(truth, prediction);
      }),
      runs,
    );
  });
};

describe('the naive second implementation agrees on', () => {
  law('mDice, mIoU and mHD', (truth, prediction) => {
    expectScores(scoresOf(truth, prediction), naiveBest(truth, prediction));
  });

  law('the reverse directions', (truth, prediction) => {
    const { mDice, mIoU } = naiveBest(prediction, truth);
    expectScores(scoresOf(truth, prediction), { mDiceReverse: mDice, mIoUReverse: mIoU });
  });

  law('true positives at every threshold', (truth, prediction) => {
    const tp = thresholds.map(
      (at, i) => [`tp@${at}`, naiveMatches(truth, prediction, (I, U) => 20 * I >= (10 + i) * U)] as const,
    );
    expectScores(scoresOf(truth, prediction), Object.fromEntries(tp));
  });

  law('matching below one half, by any criterion', (truth, prediction) => {
    const table = overlapTable(labelled(truth), labelled(prediction));
    expect(matchCells(table, { threshold: 0.2 }).tp).toBe(naiveMatches(truth, prediction, (I, U) => 5 * I >= U));
    expect(matchCells(table, { threshold: 0.2, strict: true }).tp).toBe(
      naiveMatches(truth, prediction, (I, U) => 5 * I > U),
    );
  });

  law('panoptic quality', (truth, prediction) => {
    const cells = cellCount(truth) + cellCount(prediction);
    expectScores(scoresOf(truth, prediction), {
      pq: cells === 0 ? null : (2 * naiveIouSum(truth, prediction)) / cells,
    });
  });

  law('AJI and AJI+', (truth, prediction) => {
    const scores = scoresOf(truth, prediction);
    if (cellCount(truth) + cellCount(prediction) === 0) return;
    expectScores(scores, { aji: naiveAji(truth, prediction) });
    const distance = Math.min(...naiveAjiPlus(truth, prediction).map((value) => Math.abs(value - scores.ajiPlus!)));
    expect(distance).toBeLessThan(1e-10);
  });

  law('SEG, DET, splits, merges, missed and invented', (truth, prediction) => {
    expectScores(scoresOf(truth, prediction), naiveCoverage(truth, prediction));
  });

  law('VOI and the adapted Rand error', (truth, prediction) => {
    if (cellCount(truth) + cellCount(prediction) === 0) return;
    expectScores(scoresOf(truth, prediction), naiveInformation(truth, prediction));
  });

  law('outline distances', (truth, prediction) => {
    const single = (rows: Rows): Rows => rows.map((row) => row.map((id) => Math.min(id, 1)));
    if (cellCount(truth) === 0 || cellCount(prediction) === 0) return;
    const images = { truth: labelled(single(truth)), prediction: labelled(single(prediction)) };
    const ours = outlineDistances(images, { truth: Uint32Array.of(1), prediction: Uint32Array.of(1) }, 2);
    const { hd, hd95, assd, within } = naiveOutline(single(truth), single(prediction));
    expect([ours.hd[0], ours.hd95[0], ours.assd[0], ours.within[0]]).toEqual(
      [hd, hd95, assd, within].map((value): unknown => expect.closeTo(value, 10)),
    );
  });
});
