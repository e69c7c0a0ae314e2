import type { BoardFilter, ImagesPage, Leaderboard } from '@cellboard/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../app/trpc.ts';

/** The classes that the images of a board can be cut down to, with how many are in each; undefined until that is known. */
export function useBoardFacets({ task, dataset }: Leaderboard, filter: BoardFilter): ImagesPage['facets'] | undefined {
  const trpc = useTRPC();
  const place = { task: task.slug, ...(dataset !== null && { dataset }), ...filter, limit: 1 };
  const { data } = useQuery(
    trpc.images.list.queryOptions(place, { staleTime: Infinity, placeholderData: keepPreviousData }),
  );
  return data?.facets;
}
