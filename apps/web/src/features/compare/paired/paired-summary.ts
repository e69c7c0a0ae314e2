import type { CandidateId, ImageScores, Metric } from '@cellboard/contract';
import { differenceInterval, imageClusters, meanScore, signTest } from '@cellboard/metrics';

/** Two candidates by one metric, on the images that it judges for both. */
export interface PairedRow {
  readonly metric: string;
  /** Images that the metric judges for both. */
  readonly images: number;
  /** Images of one movie, slide or well are one group; as many as images where each stands alone. */
  readonly groups: number;
  /** Mean of the first minus that of the second. */
  readonly difference: number;
  /** Its 95 % confidence interval; null where there are too few groups for one. */
  readonly interval: { readonly low: number; readonly high: number; readonly isReliable: boolean } | null;
  /** Images on which the first is better, neither is, and the second is. */
  readonly better: number;
  readonly tied: number;
  readonly worse: number;
  /** Of the sign test over groups, two-sided. */
  readonly p: number;
}

/** What a summary is made of. */
export interface PairedRequest {
  readonly pair: readonly [CandidateId, CandidateId];
  readonly scores: readonly { readonly direction: Metric['direction']; readonly of: ImageScores }[];
}

/** The same draws each time: results that did not change show the same intervals. */
const SEED = 1;

/**
 * Compares two candidates by each metric. A metric by which one of them has no score, or no image is judged for both,
 * has no row.
 */
export function pairedSummary({ pair, scores }: PairedRequest): PairedRow[] {
  return scores.flatMap(({ direction, of }) => {
    const [first, second] = pair.map((id) => of.candidates.find(({ candidateId }) => candidateId === id)?.scores);
    if (!first || !second) return [];
    const judged = first.flatMap((score, image) => {
      const other = second[image];
      if (score === null || other === null || other === undefined) return [];
      const dataset = of.images.datasets[image] ?? '';
      return [
        { dataset, cluster: of.images.clusters[image] ?? `image ${String(image)}`, scores: [score, other] as const },
      ];
    });
    return judged.length === 0 ? [] : [rowOf(of.metric, direction, judged)];
  });
}

interface Judged {
  readonly dataset: string;
  readonly cluster: string;
  readonly scores: readonly [number, number];
}

function rowOf(metric: string, direction: Metric['direction'], judged: readonly Judged[]): PairedRow {
  const clusters = imageClusters(judged.length, {
    clusters: judged.map(({ cluster }) => cluster),
    strata: judged.map(({ dataset }) => dataset),
  });
  const [first, second] = ([0, 1] as const).map((side) =>
    meanScore(
      judged.map(({ scores }) => scores[side]),
      clusters,
    ),
  ) as [ReturnType<typeof meanScore>, ReturnType<typeof meanScore>];
  const interval = differenceInterval([first, second], clusters, { seed: SEED });
  const sign = direction === 'lower' ? -1 : 1;
  const gains = judged.map(({ scores: [one, other] }) => sign * (one - other));
  const ofImages = signTest(gains);
  // Images of one movie go the same way together: counted one by one they would make chance look like proof.
  const ofGroups = clusters.count === judged.length ? ofImages : signTest(sums(gains, clusters));
  return {
    ...{ metric, images: judged.length, groups: clusters.count, difference: first.mean - second.mean },
    interval: interval && { low: interval.low, high: interval.high, isReliable: interval.isReliable },
    ...{ better: ofImages.wins, tied: ofImages.ties, worse: ofImages.losses, p: ofGroups.p },
  };
}

function sums(gains: readonly number[], { cluster, count }: ReturnType<typeof imageClusters>): number[] {
  const found = Array<number>(count).fill(0);
  gains.forEach((gain, image) => {
    const at = cluster[image] ?? 0;
    found[at] = (found[at] ?? 0) + gain;
  });
  return found;
}
