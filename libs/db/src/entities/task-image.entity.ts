import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { Image } from './image.entity.ts';
import { Task } from './task.entity.ts';

const TaskImageSchema = defineEntity({
  name: 'TaskImage',
  primaryKeys: ['task', 'image'],
  properties: {
    task: () => p.manyToOne(Task).primary(),
    image: () => p.manyToOne(Image).primary(),
  },
});

/** An image belongs to a task. */
export class TaskImage extends TaskImageSchema.class {
  declare [PrimaryKeyProp]?: ['task', 'image'];
}
TaskImageSchema.setClass(TaskImage);
