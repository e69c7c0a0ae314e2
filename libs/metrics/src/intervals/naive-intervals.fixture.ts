import { drawClusters } from './cluster-draws.ts';
import type { ImageClusters } from './image-clusters.ts';

/** Scores of candidates on the same images. */
export type Scores = readonly (readonly (number | null)[])[];

interface Drawn {
  readonly difference: number;
  readonly standardError: number;
}

/**
 * The mean score of one candidate, or the difference of two, and its standard error, by their definitions: images are
 * written down one by one, as often as their cluster was drawn. Nothing of it is shared with the library.
 */
export function naive(scores: Scores, { cluster, starts }: ImageClusters, times?: Uint16Array): Drawn {
  const strata = starts.length - 1;
  let [difference, variance] = [0, 0];
  for (let stratum = 0; stratum < strata; stratum++) {
    const numbers = Array.from({ length: starts[stratum + 1]! - starts[stratum]! }, (_, k) => starts[stratum]! + k);
    const clusters = numbers.flatMap((number) =>
      Array.from({ length: times?.[number] ?? 1 }, () => imagesOf(cluster, number)),
    );
    const images = clusters.flat();
    const means = scores.map((row) => average(images.map((image) => row[image] ?? null)));
    const counts = scores.map((row) => images.filter((image) => row[image] !== null).length);
    const residuals = clusters.map((members) =>
      signed(
        scores.map(
          (row, k) => sum(members.map((image) => (row[image] === null ? 0 : row[image]! - means[k]!))) / counts[k]!,
        ),
      ),
    );
    difference += signed(means) / strata;
    variance += (sum(residuals.map((each) => each * each)) * clusters.length) / (clusters.length - 1) / strata ** 2;
  }
  return { difference, standardError: Math.sqrt(variance) };
}

/** What `naive` says in each draw, in standard errors of the draw beside the estimate; ascending. */
export function naiveDraws(
  scores: Scores,
  clusters: ImageClusters,
  options: { seed: number; draws: number },
): number[] {
  const { difference } = naive(scores, clusters);
  const found: number[] = [];
  drawClusters(clusters, options, (times) => {
    const drawn = naive(scores, clusters, times);
    found.push((drawn.difference - difference) / drawn.standardError);
  });
  return found.sort((a, b) => a - b);
}

const imagesOf = (cluster: Uint32Array, number: number): number[] =>
  Array.from(cluster.keys()).filter((image) => cluster[image] === number);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const signed = ([first, second = 0]: readonly number[]): number => first! - second;

function average(scores: readonly (number | null)[]): number {
  const judged = scores.filter((score) => score !== null);
  return sum(judged) / judged.length;
}
