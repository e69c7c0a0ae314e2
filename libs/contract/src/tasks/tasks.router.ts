import type { Principal } from '../access/principal.ts';
import { pageOf, type Page } from '../page.ts';
import { procedure, router } from '../procedures.ts';
import { ExtendTask, NewTask, Task, TaskImage, TaskImagesQuery, TaskQuery, TasksQuery } from './task.schema.ts';

/** What the tasks' doors need behind them. The server implements it. */
export interface TasksService {
  list(principal: Principal, query: TasksQuery): Promise<Page<Task>>;
  get(principal: Principal, query: TaskQuery): Promise<Task>;
  images(principal: Principal, query: TaskImagesQuery): Promise<Page<TaskImage>>;
  create(principal: Principal, input: NewTask): Promise<Task>;
  extend(principal: Principal, input: ExtendTask): Promise<Task>;
}

export const tasksRouter = (tasks: TasksService) =>
  router({
    /** Every public task: real ones first, then by age. */
    list: procedure('tasks.list')
      .input(TasksQuery)
      .output(pageOf(Task))
      .query(({ ctx, input }) => tasks.list(ctx.principal, input)),
    get: procedure('tasks.get')
      .input(TaskQuery)
      .output(Task)
      .query(({ ctx, input }) => tasks.get(ctx.principal, input)),
    /** The images of the current version, by dataset and name. */
    images: procedure('tasks.images')
      .input(TaskImagesQuery)
      .output(pageOf(TaskImage))
      .query(({ ctx, input }) => tasks.images(ctx.principal, input)),
    /** Makes and publishes a task. The same request again changes nothing. */
    create: procedure('tasks.create')
      .input(NewTask)
      .output(Task)
      .mutation(({ ctx, input }) => tasks.create(ctx.principal, input)),
    /** Adds datasets to a task of the operator's own. A version that is public never changes: this opens the next. */
    extend: procedure('tasks.extend')
      .input(ExtendTask)
      .output(Task)
      .mutation(({ ctx, input }) => tasks.extend(ctx.principal, input)),
  });
