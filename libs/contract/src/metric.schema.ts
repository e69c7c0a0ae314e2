import * as z from 'zod';

/** A metric's public id, such as `mDice` or `f1@0.5`; the catalogue of metrics knows which exist. */
export const MetricId = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*(?:@\d(?:\.\d+)?)?$/);
export type MetricId = z.infer<typeof MetricId>;

/** Scores by metric id; null where there is nothing to score. */
export const Scores = z.record(MetricId, z.number().nullable());
export type Scores = z.infer<typeof Scores>;

/** How the scores of single images become one: the mean over images, or one score of all their counts together. */
export const Aggregation = z.enum(['mean', 'pooled']);
export type Aggregation = z.infer<typeof Aggregation>;

/** Whether more is better, less is better, or the metric only describes. */
export const Direction = z.enum(['higher', 'lower', 'none']);
export type Direction = z.infer<typeof Direction>;

/** What a reader must know of a metric. */
export const Metric = z.strictObject({
  id: MetricId,
  name: z.string(),
  /** One sentence. */
  description: z.string(),
  direction: Direction,
  /** Such as `px`; null for a plain number. */
  unit: z.string().nullable(),
  /** Lowest and highest possible score; null where unbounded. */
  range: z.tuple([z.number().nullable(), z.number().nullable()]),
});
export type Metric = z.infer<typeof Metric>;
