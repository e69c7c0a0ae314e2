import type { Aggregation, BoardFilter, MetricId, Scores } from '@cellboard/contract';
import type { BoardCell, LeaderboardRepository, SlicedFractions, TakenDataset } from '@cellboard/db';
import { summarise, type PairScores } from '@cellboard/metrics';

/** A board before it is cut down to some of its images. */
export interface WholeBoard {
  readonly cells: readonly BoardCell[];
  readonly datasets: readonly TakenDataset[];
}

/** The images to cut it down to, and what to answer of them. */
export interface SliceOf {
  readonly filter: BoardFilter;
  readonly metrics: readonly MetricId[];
  readonly aggregation: Aggregation;
}

/** The choices of a query that say which images count; none for the whole board. */
export function filterOf({ size, density, contrast }: BoardFilter): BoardFilter | null {
  if (size === undefined && density === undefined && contrast === undefined) return null;
  return { size, density, contrast };
}

/**
 * A board of some images of its datasets, computed from the scores of single images by the rules of whole boards.
 *
 * @returns the results on these images, and the datasets that have some
 */
export async function cutBoard(
  leaderboard: LeaderboardRepository,
  board: WholeBoard,
  { filter, metrics, aggregation }: SliceOf,
): Promise<WholeBoard> {
  const slice = { evaluationIds: board.cells.map(({ evaluationId }) => evaluationId), slice: filter };
  const ids = board.datasets.map(({ taskDatasetId }) => taskDatasetId);
  const counts = await leaderboard.imagesIn(ids, filter);
  const found = await leaderboard.sliced({ ...slice, metrics });
  const pooled = aggregation === 'pooled' ? pooledOf(await leaderboard.slicedFractions(slice), metrics) : undefined;
  const byEvaluation = new Map(found.map((one) => [one.evaluationId, one]));
  const datasets = board.datasets.flatMap((dataset) => {
    const count = counts.get(dataset.taskDatasetId);
    return count ? [{ ...dataset, ...count }] : [];
  });
  const cells = board.cells.flatMap((cell) => {
    const own = byEvaluation.get(cell.evaluationId);
    if (!own || !datasets.some(({ slug }) => slug === cell.dataset)) return [];
    const { imageCount, missingCount } = own;
    return [{ ...cell, imageCount, missingCount, scores: pooled?.get(cell.evaluationId) ?? own.scores }];
  });
  return { cells, datasets };
}

/** Scores over all cells of a slice together, by the evaluation. */
function pooledOf(summed: readonly SlicedFractions[], metrics: readonly MetricId[]): ReadonlyMap<string, Scores> {
  const asked = Object.fromEntries(metrics.map((id) => [id, null]));
  return new Map(
    summed.map(({ evaluationId, fractions }) => {
      const sheet = { metrics: asked, fractions: fractions as PairScores['fractions'] };
      return [evaluationId, summarise([sheet]).pooled];
    }),
  );
}
