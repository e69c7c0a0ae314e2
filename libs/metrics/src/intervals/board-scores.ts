import { adjustedScores } from './adjusted-scores.ts';
import { imageClusters, type ImageClusters } from './image-clusters.ts';
import { meanScore, type MeanScore } from './mean-score.ts';
import { overallScale, type OverallScale } from './overall-scale.ts';

/** Scores of single images behind a board, column by column. */
export interface ScoreColumns {
  /** For each image its dataset, and the movie, slide or well that it belongs to; null where it is its own. */
  readonly images: { readonly datasets: readonly string[]; readonly clusters: readonly (string | null)[] };
  readonly candidates: readonly {
    /** The datasets on which its results count. */
    readonly datasets: readonly string[];
    /** One for each image; null: not judged. */
    readonly scores: readonly (number | null)[];
  }[];
}

/** The scores of a board in the form from which intervals, ranks and differences are made. */
export interface BoardScores {
  readonly clusters: ImageClusters;
  /** On which the scores are. */
  readonly scale: OverallScale;
  /** In the order of the candidates; null where one cannot be compared with the others. */
  readonly scores: readonly (MeanScore | null)[];
}

/**
 * The mean scores of a board: of one dataset the means over its images, of several the adjusted means, see
 * {@link adjustedScores}.
 *
 * @throws RangeError if there is no image, or a candidate has more or fewer scores than images
 */
export function boardScores(
  { images, candidates }: ScoreColumns,
  { unit }: { readonly unit: string | null },
): BoardScores {
  const keys = images.clusters.map((cluster, image) => cluster ?? `image ${String(image)}`);
  const clusters = imageClusters(keys.length, { clusters: keys, strata: images.datasets });
  const datasets = [...new Set(images.datasets)];
  if (datasets.length === 1) {
    const scores = candidates.map((candidate) => meanScore(candidate.scores, clusters));
    return { clusters, scale: overallScale({ unit: null }), scores };
  }
  const scale = overallScale({ unit });
  const counted = candidates.map(({ scores, datasets: own }) => ({
    scores,
    counts: datasets.map((dataset) => own.includes(dataset)),
  }));
  return { clusters, scale, scores: adjustedScores(counted, clusters, scale) };
}
