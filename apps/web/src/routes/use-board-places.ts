import type { Leaderboard } from '@cellboard/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../app/trpc.ts';
import { formatScore } from '../features/leaderboard/format-score.ts';
import type { BoardPlace } from '../features/models/board-places.tsx';
import type { Loading } from '../ui/loaded.tsx';

/** Where a model's candidates stand on every board; nothing until all boards are there. */
export function useBoardPlaces(model: string): Loading<BoardPlace[]> {
  const trpc = useTRPC();
  const tasks = useQuery(trpc.tasks.list.queryOptions());
  const boards = useQueries({
    queries: (tasks.data ?? []).map(({ slug }) => trpc.leaderboard.get.queryOptions({ task: slug })),
  });
  const queries = [tasks, ...boards];
  const isComplete = queries.every(({ data }) => data !== undefined);
  return {
    data: isComplete ? boards.flatMap(({ data }) => (data ? placesOn(data, model) : [])) : undefined,
    error: queries.find(({ error }) => error !== null)?.error ?? null,
    dataUpdatedAt: Math.min(...queries.map(({ dataUpdatedAt }) => dataUpdatedAt)),
    refetch: () => Promise.all(queries.filter(({ error }) => error !== null).map((query) => query.refetch())),
  };
}

function placesOn({ task, metrics, rows }: Leaderboard, model: string): BoardPlace[] {
  const primary = metrics.find(({ id }) => id === task.primaryMetric);
  return rows
    .filter((row) => row.model === model)
    .map(({ candidate, candidateName, rank, scores }) => {
      const score = scores[task.primaryMetric] ?? null;
      return {
        task: task.slug,
        taskName: task.name,
        candidate,
        candidateName,
        rank,
        of: rows.length,
        metricName: primary?.name ?? task.primaryMetric,
        score: primary && score !== null ? formatScore(primary, score) : '–',
      };
    });
}
