import type { BoardFilter } from '@cellboard/contract';
import * as z from 'zod/mini';
import { choiceParam, textOr, textParam } from '../../search/search-params.ts';

/** What the address of a board holds beside its task and dataset. Invalid values fall back to the default. */
export const LeaderboardSearch = z.object({
  /** Over several datasets: a column for each dataset, or for each metric. */
  view: choiceParam(['datasets', 'metrics']),
  aggregation: choiceParam(['mean', 'pooled']),
  /** Scores as they are, or rescaled: over the rows on screen, or between chance and human. */
  norm: choiceParam(['raw', 'minmax', 'human']),
  /** `show` to show controls and second annotators, which are never ranked. */
  controls: choiceParam(['', 'show']),
  /** Column id, descending with a leading hyphen. */
  sort: textOr('rank', 70, /^-?[a-zA-Z0-9][a-zA-Z0-9@.-]*$/),
  /** Metric ids with commas between, `all`, or empty for the default set. */
  metrics: textParam(1500, /^[a-zA-Z0-9@.,]*$/),
  /** Words to look for in model, candidate and developer. */
  q: textParam(80),
  /** Only images whose measures are in these classes; empty for all. */
  size: choiceParam(['', 'small', 'medium', 'large']),
  density: choiceParam(['', 'sparse', 'medium', 'dense']),
  contrast: choiceParam(['', 'low', 'medium', 'high']),
  /** `count` to count results on images that were seen in training too; empty for unseen ones alone. */
  seen: choiceParam(['', 'count']),
  /**
   * The board at the end of that day in UTC, such as `2026-01-31`; empty for now. What is no day is kept, or is `…` where
   * it is long, so that the page can say so.
   */
  at: z.catch(z._default(z.string().check(z.maxLength(40)), ''), '…'),
});
export type LeaderboardSearch = z.infer<typeof LeaderboardSearch>;

export const leaderboardSearchDefaults: LeaderboardSearch = LeaderboardSearch.parse({});

/** The measures by which a board is cut down to some of its images. */
export const boardFacets = ['size', 'density', 'contrast'] as const;

/** The images that an address asks for; empty for all. */
export function filterOf({ size, density, contrast }: LeaderboardSearch): BoardFilter {
  return {
    ...(size !== '' && { size }),
    ...(density !== '' && { density }),
    ...(contrast !== '' && { contrast }),
  };
}

/** What lifts every choice of images. */
export const anyImages = { size: '', density: '', contrast: '' } as const;
