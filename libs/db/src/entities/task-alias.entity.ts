import { defineEntity, p } from '@mikro-orm/core';
import { DatasetEntity } from './dataset.entity.ts';
import { TaskEntity } from './task.entity.ts';

const TaskAliasSchema = defineEntity({
  name: 'TaskAliasEntity',
  tableName: 'task_alias',
  properties: {
    slug: p.string().length(64).primary(),
    task: () => p.manyToOne(TaskEntity).deleteRule('cascade'),
    /** The slice that the former task has become; null for the whole task. */
    dataset: () => p.manyToOne(DatasetEntity).nullable().deleteRule('cascade'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A slug that a task had before, so that its addresses keep working. */
export class TaskAliasEntity extends TaskAliasSchema.class {}
TaskAliasSchema.setClass(TaskAliasEntity);
