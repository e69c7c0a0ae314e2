import * as z from 'zod/mini';
import { choiceParam, textParam } from '../search/search-params.ts';
import { viewSearch } from '../viewing/view-search.ts';

/** How panels are compared. */
export const compareModes = ['grid', 'swipe', 'flicker', 'diff'] as const;
export type CompareMode = (typeof compareModes)[number];

/** What the address of a comparison holds: the image, how it is compared, and the view. */
export const CompareSearch = z.object({
  /** The image, as `dataset/name`. */
  img: textParam(330, /^[a-z0-9-]+\/[^/]+$/),
  mode: choiceParam(compareModes),
  ...viewSearch,
});
export type CompareSearch = z.infer<typeof CompareSearch>;

export const compareSearchDefaults: CompareSearch = CompareSearch.parse({});
