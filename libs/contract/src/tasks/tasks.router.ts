import * as z from 'zod';
import { operatorProcedure, publicProcedure, router } from '../procedures.ts';
import { NewTask, Task, TaskQuery } from './task.schema.ts';

/** What the tasks' doors need behind them. The server implements it. */
export interface TasksService {
  list(): Promise<Task[]>;
  get(query: TaskQuery): Promise<Task>;
  create(input: NewTask): Promise<Task>;
}

export const tasksRouter = (tasks: TasksService) =>
  router({
    /** Every published task, in the order of creation. */
    list: publicProcedure.output(z.array(Task)).query(() => tasks.list()),
    get: publicProcedure
      .input(TaskQuery)
      .output(Task)
      .query(({ input }) => tasks.get(input)),
    /** Makes and publishes a task. The same words again change nothing. */
    create: operatorProcedure
      .input(NewTask)
      .output(Task)
      .mutation(({ input }) => tasks.create(input)),
  });
