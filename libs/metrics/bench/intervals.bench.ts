import { imageClusters } from '../src/intervals/image-clusters.ts';
import { meanIntervals } from '../src/intervals/mean-interval.ts';
import { meanScore } from '../src/intervals/mean-score.ts';
import { simultaneousRanks } from '../src/intervals/simultaneous-ranks.ts';
import { cost } from './cost.ts';

/** Prints the time of all intervals of a board, and of its ranks, beside that of reading every score as often. */
export function benchIntervals(): void {
  for (const [candidates, images] of [
    [30, 500],
    [500, 500],
    [30, 7000],
  ] as const) {
    const clusters = imageClusters(images);
    const scores = Array.from({ length: candidates }, (_, m) =>
      Array.from({ length: images }, (_, i) => ((m * 7 + i * 13 + ((m * i) % 17)) % 101) / 100),
    );
    const rows = scores.map((row) => meanScore(row, clusters));
    const pass = cost(() => readOften(rows.map(({ pull }) => pull)));
    const means = cost(() => meanIntervals(rows, clusters, { seed: 1 }));
    const ranks = cost(() => simultaneousRanks(rows, clusters, { seed: 1, draws: DRAWS, direction: 'higher' }));
    const board = `${candidates} candidates × ${images} images`;
    const times = (ms: number) => `${ms.toFixed(0)} ms (${(ms / pass).toFixed(1)} ×)`;
    console.info(
      `${board}, ${DRAWS} draws: reading ${pass.toFixed(0)} ms, scores ${times(means)}, ranks ${times(ranks)}`,
    );
  }
}

const DRAWS = 1999;

function readOften(rows: readonly Float64Array[]): number {
  let sum = 0;
  for (let draw = 0; draw < DRAWS; draw++) for (const row of rows) for (const value of row) sum += value;
  return sum;
}
