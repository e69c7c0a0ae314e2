import * as z from 'zod';
import { Slug, Text } from '../identifiers.ts';
import { MetricId } from '../metric.schema.ts';

/** What is to be outlined in a task. */
export const TaskObject = z.enum(['cell', 'nucleus']);
export type TaskObject = z.infer<typeof TaskObject>;

/** A task made of the images of a published dataset. */
export const NewTask = z.strictObject({
  slug: Slug,
  name: Text.trim().min(1).max(120),
  description: Text.max(4000).default(''),
  object: TaskObject,
  dataset: Slug,
  /** Only images of this modality; all where it is left out. */
  modality: Text.min(1).max(80).optional(),
  /** The metric that decides the rank. */
  primaryMetric: MetricId.default('f1@0.5'),
  /** Least number of images the task must hold to be published. */
  minImages: z.int().min(1).max(1_000_000).default(1),
});
export type NewTask = z.infer<typeof NewTask>;

export const Task = z.strictObject({
  slug: Slug,
  name: z.string(),
  description: z.string(),
  object: TaskObject,
  primaryMetric: MetricId,
  imageCount: z.int().min(0),
  cellCount: z.int().min(0),
  /** Checkpoints on the board. */
  candidateCount: z.int().min(0),
});
export type Task = z.infer<typeof Task>;

/** Names a task. */
export const TaskQuery = z.strictObject({ task: Slug });
export type TaskQuery = z.infer<typeof TaskQuery>;
