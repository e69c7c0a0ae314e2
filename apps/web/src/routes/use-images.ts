import { readRanges, type ImagesPage, type ImagesQuery } from '@cellboard/contract';
import { keepPreviousData, skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { describeFailure, type Failure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import type { ImagesSearch } from '../features/images/images-search.ts';
import { soon, useBusy } from './use-busy.ts';

/** The images of the gallery. */
export interface Images {
  /** The requested ones, or the last ones while others load. */
  readonly shown: ImagesPage | undefined;
  /** True where what is shown is not what was requested. */
  readonly isOld: boolean;
  readonly failure: Failure | null;
  /** When it was fetched, in milliseconds since 1970. */
  readonly since: number;
  readonly retry: () => void;
  /** Whether more images may appear by themselves. */
  readonly busy: boolean;
}

/** Asks for the images of a search; they are renewed while the server prepares more. */
export function useImages(search: ImagesSearch): Images {
  const trpc = useTRPC();
  const { busy } = useBusy();
  const page = useQuery(
    trpc.images.list.queryOptions(queryOf(search), {
      placeholderData: keepPreviousData,
      refetchInterval: busy ? soon : false,
    }),
  );
  const failure = page.error && describeFailure(page.error);
  return {
    shown: failure?.final ? undefined : page.data,
    isOld: page.isPlaceholderData,
    failure,
    since: page.dataUpdatedAt,
    retry: () => void page.refetch(),
    busy,
  };
}

/** Most images of one answer. */
const mostAtOnce = 200;

/** Images beyond the first page of a search, asked for page by page as they come into sight. */
export function useMoreImages(search: ImagesSearch, first: ImagesPage | undefined) {
  const trpc = useTRPC();
  const isLong = search.n > mostAtOnce && first?.next != null;
  const question = { ...queryOf(search), limit: mostAtOnce, itemsOnly: true };
  const more = useInfiniteQuery(
    trpc.images.list.infiniteQueryOptions(isLong ? question : skipToken, {
      getNextPageParam: (page) => page.next,
      initialCursor: first?.next ?? null,
    }),
  );
  const { data, hasNextPage, isFetching, fetchNextPage } = more;
  const onMissing = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const items = useMemo(
    () => [...(first?.items ?? []), ...(data?.pages.flatMap((page) => page.items) ?? [])].slice(0, search.n),
    [first, data, search.n],
  );
  return { items, count: Math.min(search.n, first?.total ?? 0), onMissing };
}

/** The question behind a search. */
export function queryOf(search: ImagesSearch): ImagesQuery {
  const { task, dataset, type: cellType, size, density, contrast, modality, stain, tissue, split } = search;
  const within = readRanges(search.within) ?? [];
  const texts = { task, dataset, cellType, modality, stain, tissue, split };
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  return {
    limit: Math.min(search.n, mostAtOnce),
    ...given,
    ...(size !== '' && { size }),
    ...(density !== '' && { density }),
    ...(contrast !== '' && { contrast }),
    ...(within.length > 0 && { within }),
    ...orderOf(search),
  };
}

/** The order of a search, without what it does not need. */
function orderOf(search: ImagesSearch): Partial<ImagesQuery> {
  return { ...sortOf(search), ...(search.group === 'type' && { grouped: true }) };
}

/** By name where what a score needs is not there: a task, and a candidate. */
function sortOf({ sort, by, metric, seed, task }: ImagesSearch): Partial<ImagesQuery> {
  const score = metric === '' ? {} : { metric };
  switch (sort) {
    case 'name':
      return {};
    case 'random':
      return { sort, seed };
    case 'disagreement':
      return task === '' ? {} : { sort, ...score };
    case 'best':
    case 'worst':
      return task === '' || by === '' ? {} : { sort, candidate: by, ...score };
    case 'fewest':
    case 'most':
      return { sort };
  }
}
