import { readRanges, type ImagesPage, type ImagesQuery } from '@cellboard/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
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

/** The question behind a search. */
export function queryOf({ task, dataset, type, size, density, contrast, n, ...rest }: ImagesSearch): ImagesQuery {
  const { modality, stain, tissue, split } = rest;
  const texts = { task, dataset, cellType: type, modality, stain, tissue, split };
  const within = readRanges(rest.within) ?? [];
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  return {
    limit: n,
    ...given,
    ...(size !== '' && { size }),
    ...(density !== '' && { density }),
    ...(contrast !== '' && { contrast }),
    ...(within.length > 0 && { within }),
  };
}
