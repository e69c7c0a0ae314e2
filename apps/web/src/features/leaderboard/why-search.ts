import * as z from 'zod/mini';
import { textParam } from '../../search/search-params.ts';
import {
  LeaderboardSearch,
  leaderboardSearchDefaults,
  type LeaderboardSearch as BoardSearch,
} from './leaderboard-search.ts';

const { aggregation, size, density, contrast, seen, at } = LeaderboardSearch.shape;

/** What the address of a number holds beside its candidate and metric: the board that it stands on. */
export const WhySearch = z.object({
  /** The slice of one dataset; the whole task where it is empty. */
  dataset: textParam(64, /^[a-z0-9-]*$/),
  ...{ aggregation, size, density, contrast, seen, at },
});
export type WhySearch = z.infer<typeof WhySearch>;

export const whySearchDefaults: WhySearch = WhySearch.parse({});

/** The search of a board that a number stands on. */
export function boardSearchOf({ dataset: _, ...search }: WhySearch): BoardSearch {
  return { ...leaderboardSearchDefaults, ...search };
}

/** Where a number is explained. */
export interface WhyPlace {
  readonly task: string;
  readonly model: string;
  readonly candidate: string;
  readonly metric: string;
}

/**
 * The address of a number. Boards have thousands of numbers, for each of which a link of the router is too slow.
 *
 * @param dataset the slice of one dataset; empty for the whole task
 */
export function whyAddress({ task, model, candidate, metric }: WhyPlace, search: BoardSearch, dataset: string): string {
  const path = ['leaderboards', task, 'why', model, candidate, metric]
    .map(encodeURIComponent)
    .join('/')
    .replaceAll('%40', '@');
  const kept = WhySearch.parse({ ...search, dataset });
  const words = Object.entries(kept).filter(([key, value]) => value !== whySearchDefaults[key as keyof WhySearch]);
  const query = new URLSearchParams(words).toString();
  return `/${path}${query === '' ? '' : `?${query}`}`;
}
