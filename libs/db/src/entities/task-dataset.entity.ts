import { defineEntity, p } from '@mikro-orm/core';
import { DatasetVersionEntity } from './dataset-version.entity.ts';
import { TaskEntity } from './task.entity.ts';

const TaskDatasetSchema = defineEntity({
  name: 'TaskDatasetEntity',
  tableName: 'task_dataset',
  uniques: [{ properties: ['task', 'datasetVersion'] }],
  indexes: [{ properties: ['datasetVersion'] }],
  triggers: [
    {
      name: 'keep_num_images',
      timing: 'before',
      events: ['insert', 'update'],
      body: `if tg_op = 'INSERT' and (new.num_images <> 0 or new.num_cells <> 0) or tg_op = 'UPDATE' and ((new.num_images, new.num_cells) <> (old.num_images, old.num_cells) and pg_trigger_depth() = 1 or (new.id, new.task_id, new.dataset_version_id) is distinct from (old.id, old.task_id, old.dataset_version_id)) then raise exception 'The totals of task_dataset are counted from task_image, and the rest never changes.' using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    task: () => p.manyToOne(TaskEntity).deleteRule('cascade'),
    datasetVersion: () => p.manyToOne(DatasetVersionEntity).deleteRule('restrict'),
    /** Images that are scored, kept by the database: a trigger on task_image counts them. */
    numImages: p.integer().default(0),
    /** Cells of these images, likewise. */
    numCells: p.integer().default(0),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** What a task takes of a dataset version: its images, in `task_image`. Several versions of the task may list it. */
export class TaskDatasetEntity extends TaskDatasetSchema.class {}
TaskDatasetSchema.setClass(TaskDatasetEntity);
