import type { ImageClusters } from './image-clusters.ts';

/**
 * A mean score and what each cluster of images adds to it: the mean over strata of the mean score of the judged images
 * of each. Every dataset weighs the same, however many images it has.
 */
export interface MeanScore {
  /** NaN where a stratum has no judged image. */
  readonly mean: number;
  /** How far the scores of each cluster pull the mean of its stratum from it; they add up to 0 in a stratum. */
  readonly pull: Float64Array;
  /** Part of the judged images of its stratum that each cluster has; they add up to 1 in a stratum. */
  readonly share: Float64Array;
}

/**
 * @param scores one for each image; null or NaN: not judged
 * @throws RangeError if there are more or fewer scores than images
 */
export function meanScore(scores: readonly (number | null)[], clusters: ImageClusters): MeanScore {
  const { images, cluster, count, starts } = clusters;
  if (scores.length !== images) {
    throw new RangeError(`There are ${images} images, but ${scores.length} scores. Give null where there is no score.`);
  }
  const pull = new Float64Array(count);
  const share = new Float64Array(count);
  scores.forEach((score, image) => {
    if (score === null || Number.isNaN(score)) return;
    pull[cluster[image]!]! += score;
    share[cluster[image]!]!++;
  });
  const strata = starts.length - 1;
  let mean = 0;
  for (let stratum = 0; stratum < strata; stratum++) {
    const [from, to] = [starts[stratum]!, starts[stratum + 1]!];
    const judged = sumOf(share, from, to);
    const ofStratum = sumOf(pull, from, to) / judged;
    mean += ofStratum / strata;
    for (let c = from; c < to; c++) {
      pull[c] = (pull[c]! - ofStratum * share[c]!) / judged / strata;
      share[c]! /= judged;
    }
  }
  return { mean, pull, share };
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum;
}
