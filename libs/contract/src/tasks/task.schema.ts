import * as z from 'zod';
import { ImageName, OneLine, Slug, Text } from '../identifiers.ts';
import { MetricId } from '../metric.schema.ts';
import { pageQuery } from '../page.ts';

/** What is to be outlined in a task. */
export const TaskObject = z.enum(['cell', 'nucleus']);
export type TaskObject = z.infer<typeof TaskObject>;

/** A new task of the operator's own, on the images of some published datasets. */
export const NewTask = z.strictObject({
  slug: Slug,
  name: OneLine.trim().min(1).max(120),
  description: Text.max(4000).default(''),
  object: TaskObject,
  datasets: z.array(Slug).min(1).max(200),
  /** Only images of this modality; all where it is left out. */
  modality: OneLine.min(1).max(80).optional(),
  /** The metric that decides the rank. */
  primaryMetric: MetricId.default('f1@0.5'),
  /** Fewest images that the task must hold to be published. */
  minImages: z.int().min(1).max(1_000_000).default(1),
});
export type NewTask = z.infer<typeof NewTask>;

/** Adds published datasets to a task, which opens a new version of it. */
export const ExtendTask = z.strictObject({
  task: Slug,
  datasets: z.array(Slug).min(1).max(200),
  /** Why, for the history of the task. */
  changes: Text.trim().min(1).max(1000),
});
export type ExtendTask = z.infer<typeof ExtendTask>;

/** A dataset as a task takes it: a slice of the task with a board of its own. */
export const TaskDataset = z.strictObject({
  slug: Slug,
  name: z.string(),
  /** Version of the dataset. */
  version: z.int().min(1),
  /** What its truths outline; null where nobody has said. */
  object: TaskObject.nullable(),
  licence: z.string(),
  imageCount: z.int().min(0),
  cellCount: z.int().min(0),
});
export type TaskDataset = z.infer<typeof TaskDataset>;

/** A task in its current version. */
export const Task = z.strictObject({
  slug: Slug,
  name: z.string(),
  description: z.string(),
  object: TaskObject,
  primaryMetric: MetricId,
  /** `all`: the task takes in every published dataset with its object. `listed`: an operator chose them. */
  takes: z.enum(['all', 'listed']),
  /** True where its images are drawn by software. */
  synthetic: z.boolean(),
  /** Null where no dataset has been published for it yet. */
  version: z.int().min(1).nullable(),
  /** By name. */
  datasets: z.array(TaskDataset),
  /** Images that are scored. */
  imageCount: z.int().min(0),
  cellCount: z.int().min(0),
  /** Candidates on the board. */
  candidateCount: z.int().min(0),
});
export type Task = z.infer<typeof Task>;

/** Names a task, also by a slug that it had before. */
export const TaskQuery = z.strictObject({ task: Slug });
export type TaskQuery = z.infer<typeof TaskQuery>;

export const TasksQuery = z.strictObject({ ...pageQuery });
export type TasksQuery = z.infer<typeof TasksQuery>;

export const TaskImagesQuery = z.strictObject({ task: Slug, dataset: Slug.optional(), ...pageQuery });
export type TaskImagesQuery = z.infer<typeof TaskImagesQuery>;

/** An image of a task, which predictions name by its dataset and name. */
export const TaskImage = z.strictObject({
  dataset: Slug,
  name: ImageName,
  width: z.int().min(1),
  height: z.int().min(1),
  /** False where the image has no truth to score against. */
  scored: z.boolean(),
});
export type TaskImage = z.infer<typeof TaskImage>;
