import { defineEntity, p } from '@mikro-orm/core';
import { Metric } from './metric.entity.ts';

export const taskObjects = ['cell', 'nucleus'] as const;
export const taskVisibilities = ['draft', 'public'] as const;

const TaskSchema = defineEntity({
  name: 'Task',
  checks: [{ name: 'task_num_images_check', expression: `visibility = 'draft' or num_images >= min_images` }],
  triggers: [
    {
      name: 'keep_num_images',
      timing: 'before',
      events: ['insert', 'update'],
      body: `if tg_op = 'INSERT' and new.num_images <> 0 or tg_op = 'UPDATE' and new.num_images <> old.num_images and pg_trigger_depth() = 1 then raise exception 'task.num_images is counted from task_image and cannot be set.' using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    slug: p.string().length(64).unique(),
    name: p.string().length(120),
    description: p.text().default(''),
    rules: p.text().default(''),
    object: p.enum([...taskObjects]),
    primaryMetric: () => p.manyToOne(Metric).deleteRule('restrict'),
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
