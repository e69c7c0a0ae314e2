import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { ImageEntity } from './image.entity.ts';
import { TaskDatasetEntity } from './task-dataset.entity.ts';

export const parts = ['all', 'public', 'private'] as const;

/** A trigger that adds the scored images of a whole statement, and their cells, to the totals of `task_dataset`. */
const counting = (name: string, event: 'insert' | 'delete', step: '+' | '-') => ({
  name,
  timing: 'after' as const,
  events: [event],
  forEach: 'statement' as const,
  expression: `create or replace function task_image_${name}_fn() returns trigger as $$ begin update task_dataset set num_images = num_images ${step} changed.images, num_cells = num_cells ${step} changed.cells from (select r.task_dataset_id, count(*) as images, sum(i.cell_count) as cells from changed_rows r join image i on i.id = r.image_id where i.instance_seg group by r.task_dataset_id) as changed where id = changed.task_dataset_id; return null; end; $$ language plpgsql;
create trigger ${name} after ${event} on task_image referencing ${event === 'insert' ? 'new' : 'old'} table as changed_rows for each statement execute function task_image_${name}_fn()`,
});

const TaskImageSchema = defineEntity({
  name: 'TaskImageEntity',
  tableName: 'task_image',
  primaryKeys: ['taskDataset', 'image'],
  indexes: [{ properties: ['image'] }],
  triggers: [
    counting('count_added', 'insert', '+'),
    counting('count_removed', 'delete', '-'),
    // Locks the row of the dataset first, so that no version with it can become public between the look and the write.
    {
      name: 'public_stay',
      timing: 'before',
      events: ['insert', 'update', 'delete'],
      body: `if tg_op = 'UPDATE' then raise exception 'A row of task_image is never changed. Delete it and insert another.' using errcode = 'check_violation'; end if; perform 1 from task_dataset where id in (old.task_dataset_id, new.task_dataset_id) for no key update; if exists (select 1 from task_version_dataset l join task_version v on v.id = l.task_version_id where l.task_dataset_id in (old.task_dataset_id, new.task_dataset_id) and v.published_at is not null) then raise exception 'The images of a public task version never change. Open the next version.' using errcode = 'check_violation'; end if; if tg_op = 'INSERT' and not exists (select 1 from image i join task_dataset d on d.dataset_version_id = i.dataset_version_id where i.id = new.image_id and d.id = new.task_dataset_id) then raise exception 'The image is not in the dataset version that the task takes.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
  ],
  properties: {
    taskDataset: () => p.manyToOne(TaskDatasetEntity).primary().deleteRule('cascade'),
    image: () => p.manyToOne(ImageEntity).primary().deleteRule('restrict'),
    /** The half of a divided dataset that it belongs to; `all` where the dataset is not divided. */
    part: p.enum([...parts]).default('all'),
  },
});

/** An image belongs to a task. */
export class TaskImageEntity extends TaskImageSchema.class {
  declare [PrimaryKeyProp]?: ['taskDataset', 'image'];
}
TaskImageSchema.setClass(TaskImageEntity);
