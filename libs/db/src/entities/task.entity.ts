import { TaskObject } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { MetricEntity } from './metric.entity.ts';

export const taskVisibilities = ['draft', 'public'] as const;
export const taskTakes = ['all', 'listed'] as const;

const TaskSchema = defineEntity({
  name: 'TaskEntity',
  tableName: 'task',
  checks: [{ name: 'task_num_images_check', expression: `visibility = 'draft' or num_images >= min_images` }],
  triggers: [
    {
      name: 'keep_num_images',
      timing: 'before',
      events: ['insert', 'update'],
      body: `if tg_op = 'INSERT' and new.num_images <> 0 or tg_op = 'UPDATE' and new.num_images <> old.num_images and pg_trigger_depth() = 1 then raise exception 'task.num_images is that of the newest public version and cannot be set.' using errcode = 'check_violation'; end if; return new`,
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
    object: p.enum([...TaskObject.options]),
    primaryMetric: () => p.manyToOne(MetricEntity).deleteRule('restrict'),
    visibility: p.enum([...taskVisibilities]).default('draft'),
    /** `all`: it takes in every published dataset with its object. `listed`: somebody chose them. */
    takes: p.enum([...taskTakes]).default('listed'),
    /** True where its images are drawn by software. */
    synthetic: p.boolean().default(false),
    /** Only images of this modality; all where it is null. */
    modality: p.string().length(80).nullable(),
    /** Scored images of the newest public version, kept by the database. */
    numImages: p.integer().default(0),
    /** The minimum number of images of a public task. */
    minImages: p.integer().default(1).check('min_images >= 0'),
    /** Raised with every change, so that two people who edit at once notice. */
    version: p.integer().version().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A question: what is to be segmented, judged by which metric. Its images are in its versions. */
export class TaskEntity extends TaskSchema.class {}
TaskSchema.setClass(TaskEntity);
