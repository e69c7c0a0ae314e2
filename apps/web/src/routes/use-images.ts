import { readRanges, type Image, type ImagesPage, type ImagesQuery } from '@cellboard/contract';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
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

/** Images beyond the first page of a search, asked for by pages as they come into sight, wherever that is. */
export function useMoreImages(search: ImagesSearch, first: ImagesPage | undefined) {
  const trpc = useTRPC();
  const cursor = search.n > mostAtOnce ? (first?.next ?? null) : null;
  const question = { ...queryOf(search), limit: mostAtOnce, itemsOnly: true };
  const about = JSON.stringify([question, cursor]);
  const [asked, setAsked] = useState<{ readonly about: string; readonly pages: readonly number[] }>({
    about,
    pages: [],
  });
  const pages = cursor !== null && asked.about === about ? asked.pages : none;
  const found = useQueries({
    queries: pages.map((page) =>
      trpc.images.list.queryOptions(
        { ...question, ...(cursor !== null && { cursor }), ...(page > 0 && { skip: page * mostAtOnce }) },
        { staleTime: 60_000 },
      ),
    ),
    combine: itemsOf,
  });
  const isGrouped = search.group === 'type';
  const count = Math.min(search.n, first?.total ?? 0);
  const head = first?.items.length ?? 0;
  const items = useMemo(() => {
    const all: (Image | undefined)[] = [...(first?.items ?? [])];
    pages.forEach((page, k) => found[k]?.forEach((image, i) => (all[head + page * mostAtOnce + i] = image)));
    return all.slice(0, count);
  }, [first, head, pages, found, count]);
  const isWaiting = found.includes(undefined);
  const onMissing = (place: number): void => {
    // Where a group begins is only known once all before it have come.
    const page = isGrouped ? pages.length : Math.floor((place - head) / mostAtOnce);
    if (cursor === null || pages.includes(page) || (isGrouped && isWaiting)) return;
    setAsked({ about, pages: [...pages, page] });
  };
  return { items, count, onMissing };
}

const none: readonly number[] = [];

const itemsOf = (results: readonly { readonly data: ImagesPage | undefined }[]): (readonly Image[] | undefined)[] =>
  results.map(({ data }) => data?.items);

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
