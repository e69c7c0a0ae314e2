import fc from 'fast-check';

import { catalog } from '../catalog/catalog.ts';
import type { MetricId } from '../catalog/metric-id.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import type { Scores } from '../sheet/score-sheet.ts';
import { labelled, pairs, runs, type Rows } from './arbitrary-pairs.fixture.ts';

/** Scores of two images given as rows. */
export const scoresOf = (truth: Rows, prediction: Rows): Scores =>
  evaluatePair(labelled(truth), labelled(prediction)).metrics;
/** Changes every id. */
export const map = (rows: Rows, change: (id: number) => number): Rows => rows.map((row) => row.map(change));
/** Whether there is a cell. */
export const hasCells = (rows: Rows) => rows.some((row) => row.some((id) => id > 0));

/** A law that holds for any two images. */
export function law(name: string, holds: (truth: Rows, prediction: Rows) => void): void {
  it(name, () => {
    fc.assert(
      fc.property(pairs, ([truth, prediction]) => {
        holds(truth, prediction);
      }),
      runs,
    );
  });
}

/** Equal up to rounding, null for null. */
export function expectSame(ours: Scores, theirs: Scores, ids: readonly MetricId[] = catalog.map(({ id }) => id)): void {
  for (const id of ids) {
    const value = theirs[id];
    expect([id, ours[id]]).toEqual([id, typeof value === 'number' ? expect.closeTo(value, 10) : value]);
  }
}

/** All metrics but these. */
export const but = (...left: MetricId[]) => catalog.map(({ id }) => id).filter((id) => !left.includes(id));
/** Where several partners are equally good, the smallest number is taken, so that these depend on the numbers. */
export const tied: MetricId[] = ['aji', 'ajiPlus', 'hd95', 'assd', 'nsd@2'];
/** These look at the whole image, background included. */
export const wholeImage: MetricId[] = ['voiSplit', 'voiMerge', 'nmi'];
/** These look at shapes. */
export const shapes: MetricId[] = ['mHD', 'hd95', 'assd', 'nsd@2'];
