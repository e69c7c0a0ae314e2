import * as z from 'zod/mini';
import { choiceParam, textParam } from '../search/search-params.ts';
import { viewSearch } from '../viewing/view-search.ts';

/** How panels are compared. */
export const compareModes = ['grid', 'swipe', 'flicker', 'diff', 'map'] as const;
export type CompareMode = (typeof compareModes)[number];

/** What the address of a comparison holds: the image, how it is compared, and the view. */
export const CompareSearch = z.object({
  /** The image, as `dataset/name`. */
  img: textParam(330, /^[a-z0-9-]+\/[^/]+$/),
  mode: choiceParam(compareModes),
  /** The two candidates that are compared over many images; empty: none are. */
  pair: textParam(260, /^[a-z0-9-]+\/[a-z0-9-]+,[a-z0-9-]+\/[a-z0-9-]+$/),
  /** Over which images: those of the dataset, or all of the task. */
  over: choiceParam(['dataset', 'task']),
  ...viewSearch,
});
export type CompareSearch = z.infer<typeof CompareSearch>;

export const compareSearchDefaults: CompareSearch = CompareSearch.parse({});
