import { differenceInterval } from '../src/intervals/difference-interval.ts';
import { meanInterval } from '../src/intervals/mean-interval.ts';
import { meanScore } from '../src/intervals/mean-score.ts';
import { simultaneousRanks } from '../src/intervals/simultaneous-ranks.ts';
import { randomIntegers } from '../src/statistics/random.ts';
import type { SimulatedBoard } from './boards.ts';
import { drawBoard, trueMeans } from './draw-board.ts';

/** How often intervals of a board held the truth, in parts of 1. */
export interface Coverage {
  readonly score: number;
  /** Of two candidates that are nearly as good. */
  readonly difference: number;
  /** Of the best and the worst. */
  readonly farDifference: number;
  readonly rank: number;
  /** Ranks that an interval holds on average. */
  readonly rankWidth: number;
  /** Part of the runs whose intervals were marked as unreliable. */
  readonly unreliable: number;
}

/** Draws the board many times: scores of the first candidate, its differences to the second and the last, and all ranks. */
export function measureCoverage(
  board: SimulatedBoard,
  { runs, draws, seed }: { readonly runs: number; readonly draws: number; readonly seed: number },
): Coverage {
  const integers = randomIntegers(seed);
  const random = () => integers(2 ** 32) / 2 ** 32;
  const means = trueMeans(board);
  const ranks = means.map((mean) => 1 + means.filter((other) => other > mean + 1e-9).length);
  const held = { score: 0, difference: 0, farDifference: 0, rank: 0, rankWidth: 0, unreliable: 0 };
  for (let run = 0; run < runs; run++) {
    const { clusters, scores } = drawBoard(board, random);
    const rows = scores.map((row) => meanScore(row, clusters));
    const options = { seed: integers(2 ** 32), draws };
    const score = meanInterval(rows[0]!, clusters, options);
    const difference = (other: number) => differenceInterval([rows[0]!, rows[other]!], clusters, options);
    const last = rows.length - 1;
    held.score += Number(holds(score, means[0]!));
    held.difference += Number(holds(difference(1), means[0]! - means[1]!));
    held.farDifference += Number(holds(difference(last), means[0]! - means[last]!));
    held.unreliable += Number(!score?.isReliable);
    simultaneousRanks(rows, clusters, { ...options, direction: 'higher' }).forEach((range, candidate) => {
      held.rank += Number(holds(range, ranks[candidate]!)) / rows.length;
      held.rankWidth += range ? (range.high - range.low + 1) / rows.length : 0;
    });
  }
  const part = (value: number) => value / runs;
  return {
    score: part(held.score),
    difference: part(held.difference),
    farDifference: part(held.farDifference),
    rank: part(held.rank),
    rankWidth: part(held.rankWidth),
    unreliable: part(held.unreliable),
  };
}

function holds(interval: { readonly low: number; readonly high: number } | null, truth: number): boolean {
  return interval !== null && interval.low <= truth + 1e-12 && truth - 1e-12 <= interval.high;
}
