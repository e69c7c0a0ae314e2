import type { Task } from '@cellboard/contract';
import { TaskRepository, type TakenDataset, type TaskEntity } from '@cellboard/db';
import { Injectable } from '@nestjs/common';

/** Describes tasks for the wire. */
@Injectable()
export class TaskAnswers {
  constructor(private readonly tasks: TaskRepository) {}

  async of(tasks: readonly TaskEntity[]): Promise<Task[]> {
    const ids = tasks.map(({ id }) => id);
    const datasets = await this.tasks.datasets(ids);
    const totals = await this.tasks.totals(ids);
    return tasks.map((task) => {
      const { version = null, candidateCount = 0 } = totals.get(task.id) ?? {};
      return describe(
        task,
        datasets.filter(({ taskId }) => taskId === task.id),
        { version, candidateCount },
      );
    });
  }

  async one(task: TaskEntity): Promise<Task> {
    const [answer] = await this.of([task]);
    if (!answer) throw new Error(`The task ${task.slug} has vanished.`);
    return answer;
  }
}

function describe(
  task: TaskEntity,
  datasets: readonly TakenDataset[],
  totals: { version: number | null; candidateCount: number },
): Task {
  const { slug, name, description, object, takes, synthetic } = task;
  return {
    ...{ slug, name, description, object, takes, synthetic, ...totals },
    primaryMetric: task.primaryMetric.id,
    datasets: datasets.map(({ slug, name, version, object, licence, imageCount, cellCount }) => {
      return { slug, name, version, object, licence, imageCount, cellCount };
    }),
    imageCount: datasets.reduce((sum, { imageCount }) => sum + imageCount, 0),
    cellCount: datasets.reduce((sum, { cellCount }) => sum + cellCount, 0),
  };
}
