import { Aggregation } from '@cellboard/contract';
import * as z from 'zod';

/** What the address of a board holds beside its task. Whatever is invalid falls back to the default. */
export const LeaderboardSearch = z.object({
  aggregation: Aggregation.default('mean').catch('mean'),
  /** Raw scores, or scores rescaled over the rows on screen. */
  norm: z.enum(['raw', 'minmax']).default('raw').catch('raw'),
  /** Column id, descending with a leading hyphen. */
  sort: z
    .string()
    .regex(/^-?[a-zA-Z][a-zA-Z0-9@.]*$/)
    .max(40)
    .default('rank')
    .catch('rank'),
  /** Metric ids with commas between, `all`, or empty for the default set. */
  metrics: z
    .string()
    .regex(/^[a-zA-Z0-9@.,]*$/)
    .max(1500)
    .default('')
    .catch(''),
  /** Words to look for in model, candidate and developer. */
  q: z.string().max(80).default('').catch(''),
});
export type LeaderboardSearch = z.infer<typeof LeaderboardSearch>;

export const leaderboardSearchDefaults: LeaderboardSearch = LeaderboardSearch.parse({});
