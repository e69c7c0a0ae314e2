import type { MetricId } from '../catalog/metric-id.ts';

/** What the page of a metric says beyond its entry in the catalogue. */
export interface MetricPage {
  /** How it works and what it is good for, in a few sentences. */
  readonly words: string;
  /** The definition in symbols; g are truth cells, p predicted cells, |x| is an area in pixels. */
  readonly formula: string;
  /** A worked example on images of 3 × 3 pixels. */
  readonly example: {
    readonly truth: readonly [string, string, string];
    readonly prediction: readonly [string, string, string];
    readonly id: MetricId;
    readonly value: number;
    readonly arithmetic: string;
  };
  /** What it does not see, and how it can mislead. */
  readonly pitfalls: string;
  /** Which other implementations give the same numbers, and which do not. */
  readonly peers: string;
}

/** One cell found a column too wide, one exactly. */
export const grown = { truth: ['11.', '11.', '..2'], prediction: ['111', '111', '..2'] } as const;
/** Two cells found as one. */
export const merged = { truth: ['111', '222', '...'], prediction: ['111', '111', '...'] } as const;
/** One cell found as two. */
export const split = { truth: ['111', '111', '...'], prediction: ['111', '222', '...'] } as const;
/** One cell found exactly, one invented. */
export const invented = { truth: ['11.', '11.', '...'], prediction: ['11.', '11.', '..2'] } as const;
/** One cell found exactly, one missed. */
export const missed = { truth: ['11.', '11.', '..2'], prediction: ['11.', '11.', '...'] } as const;
