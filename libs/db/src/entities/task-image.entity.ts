import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { Image } from './image.entity.ts';
import { Task } from './task.entity.ts';

/** A trigger that adds to `task.num_images` once for a whole statement, however many images it adds or removes. */
const counting = (name: string, event: 'insert' | 'delete', step: '+' | '-') => ({
  name,
  timing: 'after' as const,
  events: [event],
  forEach: 'statement' as const,
  expression: `create or replace function task_image_${name}_fn() returns trigger as $$ begin update task set num_images = num_images ${step} changed.images from (select task_id, count(*) as images from changed_rows group by task_id) as changed where id = changed.task_id; return null; end; $$ language plpgsql;
create trigger ${name} after ${event} on task_image referencing ${event === 'insert' ? 'new' : 'old'} table as changed_rows for each statement execute function task_image_${name}_fn()`,
});

const TaskImageSchema = defineEntity({
  name: 'TaskImage',
  primaryKeys: ['task', 'image'],
  indexes: [{ properties: ['image'] }],
  triggers: [
    counting('count_added', 'insert', '+'),
    counting('count_removed', 'delete', '-'),
    {
      name: 'stay',
      timing: 'before',
      events: ['update'],
      body: `raise exception 'A row of task_image is never changed. Delete it and insert another.' using errcode = 'check_violation'`,
    },
  ],
  properties: {
    task: () => p.manyToOne(Task).primary().deleteRule('cascade'),
    image: () => p.manyToOne(Image).primary().deleteRule('restrict'),
  },
});

/** An image belongs to a task. */
export class TaskImage extends TaskImageSchema.class {
  declare [PrimaryKeyProp]?: ['task', 'image'];
}
TaskImageSchema.setClass(TaskImage);
