import * as z from 'zod';

/** How much waits to be scored and how fast it goes, in numbers alone. */
export const QueueStatus = z.strictObject({
  /** Submissions that wait, and their images that do. */
  submissions: z.int().min(0),
  images: z.int().min(0),
  /** Images that are being scored. */
  imagesRunning: z.int().min(0),
  /** How long the oldest part has waited, in seconds; null where nothing waits. */
  oldestSeconds: z.int().min(0).nullable(),
  /** Images that the last evaluations scored in a minute; null before there is one. */
  imagesPerMinute: z.number().min(0).nullable(),
  /** Evaluations that ended within the last 24 hours, by how. */
  ended: z.strictObject({ scored: z.int().min(0), rejected: z.int().min(0), failed: z.int().min(0) }),
});
export type QueueStatus = z.infer<typeof QueueStatus>;

/** What this installation is doing, for the page to tell. */
export const SystemStatus = z.strictObject({
  version: z.string(),
  database: z.enum(['pglite', 'postgresql']),
  /** The demo's first preparation: `off` where it was not asked for. */
  demo: z.strictObject({
    state: z.enum(['off', 'preparing', 'evaluating', 'ready']),
    /** Images made while preparing, images scored while evaluating. */
    done: z.int().min(0),
    total: z.int().min(0),
  }),
  /** Images that are measured, and images there are: those of an earlier release are measured in the background. */
  measures: z.strictObject({ done: z.int().min(0), total: z.int().min(0) }),
  /**
   * Files that need a label file, and those of them that have one, while those of an earlier release are made in the
   * background; null at other times.
   */
  labelFiles: z.strictObject({ done: z.int().min(0), total: z.int().min(0) }).nullable(),
  /** Images whose small pictures are drawn, and images there are, while that goes on in the background; null at other times. */
  pictures: z.strictObject({ done: z.int().min(0), total: z.int().min(0) }).nullable(),
  /** Evaluations whose cells are recorded, of all that have scores, while records are made in the background; null at other times. */
  cellRecords: z.strictObject({ done: z.int().min(0), total: z.int().min(0) }).nullable(),
  jobs: z.strictObject({ queued: z.int().min(0), running: z.int().min(0), failed: z.int().min(0) }),
});
export type SystemStatus = z.infer<typeof SystemStatus>;
