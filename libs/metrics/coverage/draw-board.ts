import type { ImageClusters } from '../src/intervals/image-clusters.ts';
import { imageClusters } from '../src/intervals/image-clusters.ts';
import type { SimulatedBoard } from './boards.ts';

/** A board as it could have come out. */
export interface DrawnBoard {
  readonly clusters: ImageClusters;
  /** One row for each candidate. */
  readonly scores: readonly (readonly number[])[];
}

/** Part of the spread between images that all candidates share: what is hard for one is hard for all. */
const SHARED = 0.7;

/** @param random gives a number from 0 up to, not including, 1 */
export function drawBoard(board: SimulatedBoard, random: () => number): DrawnBoard {
  const { spread, skill, failures = 0 } = board;
  const keys = { clusters: [] as string[], strata: [] as string[] };
  const scores = skill.map((): number[] => []);
  board.clusters.forEach((count, dataset) => {
    for (let c = 0; c < count; c++) {
      const shared = gauss(random) * spread.cluster;
      const own = skill.map(() => gauss(random) * spread.own);
      for (let image = sizeOf(board, random); image > 0; image--) {
        keys.clusters.push(String(c));
        keys.strata.push(String(dataset));
        const hardness = gauss(random) * spread.image * SHARED;
        skill.forEach((middle, candidate) => {
          const alone = gauss(random) * spread.image * Math.sqrt(1 - SHARED ** 2);
          const score = logistic(middle + shared + own[candidate]! + hardness + alone);
          scores[candidate]!.push(random() < failures ? 0 : score);
        });
      }
    }
  });
  return { clusters: imageClusters(keys.clusters.length, keys), scores };
}

/** What the mean scores are over infinitely many clusters: the integral over all that varies, by Simpson's rule. */
export function trueMeans({ skill, spread, failures = 0 }: SimulatedBoard): number[] {
  const deviation = Math.hypot(spread.cluster, spread.own, spread.image);
  const steps = 4000;
  return skill.map((middle) => {
    let [sum, weights] = [0, 0];
    for (let step = 0; step <= steps; step++) {
      const z = -10 + (20 * step) / steps;
      const simpson = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
      const weight = simpson * Math.exp((-z * z) / 2);
      sum += weight * logistic(middle + deviation * z);
      weights += weight;
    }
    return (sum / weights) * (1 - failures);
  });
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

const gauss = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function sizeOf({ size: { kind, mean } }: SimulatedBoard, random: () => number): number {
  return kind === 'equal' ? mean : 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / mean));
}
