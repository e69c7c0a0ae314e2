import { defineEntity, p } from '@mikro-orm/core';
import { Metric } from './metric.entity.ts';

export const taskObjects = ['cell', 'nucleus'] as const;
export const taskVisibilities = ['draft', 'public'] as const;

const TaskSchema = defineEntity({
  name: 'Task',
  checks: [{ name: 'task_num_images_check', expression: `visibility = 'draft' or num_images >= min_images` }],
  properties: {
    id: p.uuid().primary().onCreate(() => crypto.randomUUID()),
    slug: p.string().length(64).unique(),
    name: p.string().length(120),
    description: p.text().default(''),
    rules: p.text().default(''),
    object: p.enum([...taskObjects]),
    primaryMetric: () => p.manyToOne(Metric),
    visibility: p.enum([...taskVisibilities]).default('draft'),
    /** Images in the task, kept by the database: a trigger on task_image counts them. */
    numImages: p.integer().default(0),
    /** A public task holds at least so many images. */
    minImages: p.integer().default(1).check('min_images >= 1'),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** What is to be segmented, on which images, judged by which metric. */
export class Task extends TaskSchema.class {}
TaskSchema.setClass(Task);
