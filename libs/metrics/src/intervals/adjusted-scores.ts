import { adjustMeans } from './adjusted-means.ts';
import type { ImageClusters } from './image-clusters.ts';
import { meanScore, type MeanScore } from './mean-score.ts';
import type { OverallScale } from './overall-scale.ts';

/** What a candidate scored. */
export interface CandidateScores {
  /** One for each image; null or NaN: not judged. */
  readonly scores: readonly (number | null)[];
  /** Whether its results on a stratum count, in the order of the strata. */
  readonly counts: readonly boolean[];
}

/**
 * Adjusted means of candidates over several datasets, see `adjustMeans`, in the form from which intervals of means and
 * ranks are made. They are linear in the means of the datasets, so what a cluster adds to one is what it adds to those
 * means, adjusted in the same way. On a scale other than the scores' own that holds for small changes.
 *
 * @returns in the order of the candidates, on the scale; null where one cannot be compared with the others
 * @throws RangeError if there are more or fewer scores than images, or nothing counts
 */
export function adjustedScores(
  candidates: readonly CandidateScores[],
  clusters: ImageClusters,
  scale: OverallScale,
): (MeanScore | null)[] {
  const strata = clusters.starts.slice(1).map((to, k) => [clusters.starts[k]!, to] as const);
  const own = candidates.map(({ scores }) => strata.map(([from, to]) => meanIn(scores, clusters, [from, to])));
  const adjustment = adjustMeans(
    candidates.map(({ counts }, i) => counts.map((isCounted, k) => isCounted && !Number.isNaN(own[i]![k]!.mean))),
  );
  const means = adjustment.meansOf((i, k) => scale.to(own[i]![k]!.mean));
  const share = sharesOf(clusters);
  const pulls = candidates.map(() => new Float64Array(clusters.count));
  strata.forEach(([from, to], k) => {
    for (let c = from; c < to; c++) {
      const pulled = adjustment.meansOf((i, other) => (other === k ? pullOn(scale, own[i]![k]!, c - from) : 0));
      pulled.forEach((pull, i) => (pulls[i]![c] = pull));
    }
  });
  return pulls.map((pull, i) => (adjustment.isConnected[i] ? { mean: means[i]!, pull, share } : null));
}

/** The mean of one stratum, with its clusters from 0. */
function meanIn(
  scores: readonly (number | null)[],
  { cluster }: ImageClusters,
  [from, to]: readonly [number, number],
): MeanScore {
  const inside = scores.flatMap((score, image) =>
    cluster[image]! >= from && cluster[image]! < to ? [{ score, cluster: cluster[image]! - from }] : [],
  );
  return meanScore(
    inside.map(({ score }) => score),
    {
      images: inside.length,
      cluster: Uint32Array.from(inside, (image) => image.cluster),
      count: to - from,
      starts: [0, to - from],
    },
  );
}

/** How far a cluster pulls a mean on a scale. Candidates may be judged on other images than others of the cluster. */
function pullOn(scale: OverallScale, { mean, pull }: MeanScore, cluster: number): number {
  return pull[cluster]! * scale.slope(mean);
}

/** Part of the images of its stratum that each cluster has. */
function sharesOf({ cluster, count, starts }: ImageClusters): Float64Array {
  const share = new Float64Array(count);
  for (const c of cluster) share[c]!++;
  for (let k = 0; k + 1 < starts.length; k++) {
    const own = share.subarray(starts[k], starts[k + 1]);
    const images = own.reduce((sum, one) => sum + one, 0);
    own.forEach((one, c) => (own[c] = one / images));
  }
  return share;
}
