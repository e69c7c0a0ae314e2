import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { TaskDatasetEntity } from './task-dataset.entity.ts';
import { TaskVersionEntity } from './task-version.entity.ts';

const TaskVersionDatasetSchema = defineEntity({
  name: 'TaskVersionDatasetEntity',
  tableName: 'task_version_dataset',
  primaryKeys: ['taskVersion', 'taskDataset'],
  indexes: [{ properties: ['taskDataset'] }],
  triggers: [
    // Locks the version first, so that it cannot be published between the look and the write.
    {
      name: 'public_stay',
      timing: 'before',
      events: ['insert', 'update', 'delete'],
      body: `perform 1 from task_version where id in (old.task_version_id, new.task_version_id) for share; if exists (select 1 from task_version where id in (old.task_version_id, new.task_version_id) and published_at is not null) then raise exception 'The datasets of a public task version never change. Open the next version.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
  ],
  properties: {
    taskVersion: () => p.manyToOne(TaskVersionEntity).primary().deleteRule('cascade'),
    taskDataset: () => p.manyToOne(TaskDatasetEntity).primary().deleteRule('restrict'),
  },
});

/** A dataset is part of a version of a task. */
export class TaskVersionDatasetEntity extends TaskVersionDatasetSchema.class {
  declare [PrimaryKeyProp]?: ['taskVersion', 'taskDataset'];
}
TaskVersionDatasetSchema.setClass(TaskVersionDatasetEntity);
