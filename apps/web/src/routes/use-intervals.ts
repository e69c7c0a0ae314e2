import type { ImageScoresQuery, Leaderboard } from '@cellboard/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useTRPCClient } from '../app/trpc.ts';
import type { BoardIntervals } from '../features/leaderboard/intervals/board-intervals.ts';
import { computeIntervals } from '../features/leaderboard/intervals/compute-intervals.ts';

/** The day and the images of a board that are on screen. */
type SliceShown = Omit<ImageScoresQuery, 'task' | 'dataset' | 'metric'>;

/**
 * How sure the ranks of a board are, computed anew when a result changes; null until then, and where nothing can be
 * compared.
 *
 * @param id the metric whose scores to look at; the one that ranks where it is left out
 */
export function useIntervals(
  board: Leaderboard,
  slice: SliceShown,
  id = board.task.primaryMetric,
): BoardIntervals | null {
  const client = useTRPCClient();
  const { task, dataset, aggregation, metrics, rows } = board;
  const metric = metrics.find((one) => one.id === id);
  const { direction = 'none', unit = null } = metric ?? {};
  const results = rows.filter(({ rank }) => rank !== null);
  const isShown = aggregation === 'mean' && results.length > 1 && typeof Worker !== 'undefined';
  const other = id === task.primaryMetric ? {} : { metric: id };
  const place: ImageScoresQuery = { task: task.slug, dataset: dataset ?? undefined, ...slice, ...other };
  const standing = results.map(({ candidateId, evaluatedAt }) => `${candidateId} ${evaluatedAt}`);
  const compute = async ({ signal }: { readonly signal: AbortSignal }) => {
    const scores = await client.leaderboard.imageScores.query(place, { signal });
    return computeIntervals({ scores, metric: { direction, unit } }, signal);
  };
  const queryFn = isShown ? compute : skipToken;
  const { data } = useQuery({ queryKey: ['intervals', place, standing], queryFn, staleTime: Infinity });
  return (isShown && data) || null;
}
