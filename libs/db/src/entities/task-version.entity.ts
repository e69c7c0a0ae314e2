import { defineEntity, p } from '@mikro-orm/core';
import { TaskEntity } from './task.entity.ts';

const TaskVersionSchema = defineEntity({
  name: 'TaskVersionEntity',
  tableName: 'task_version',
  uniques: [{ properties: ['task', 'number'] }],
  triggers: [
    {
      name: 'published_stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `if old.published_at is not null then raise exception 'A public task version never changes. Open the next one.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
    {
      name: 'publish',
      timing: 'after',
      events: ['update'],
      body: `if old.published_at is null and new.published_at is not null then update task set num_images = (select coalesce(sum(d.num_images), 0) from task_version_dataset l join task_dataset d on d.id = l.task_dataset_id where l.task_version_id = new.id) where id = new.task_id; end if; return null`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    task: () => p.manyToOne(TaskEntity).deleteRule('cascade'),
    /** 1, 2, 3 … */
    number: p.integer().check('number >= 1'),
    /** What is different from the version before. */
    changes: p.text().nullable(),
    /** Set once public; from then on its list of datasets never changes. */
    publishedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** The dataset versions that a task asks about, from some day on. */
export class TaskVersionEntity extends TaskVersionSchema.class {}
TaskVersionSchema.setClass(TaskVersionEntity);
