import type { Task } from '@cellboard/contract';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { findTask, ofDataset } from '../server/known-names.ts';
import { namesInstead } from '../unknown-name.ts';
import { UsageError } from '../usage-error.ts';

/** What the predictions are for, as options say it. */
interface Wanted {
  readonly task?: string | undefined;
  readonly dataset?: string | undefined;
}

/**
 * The task that predictions are for: the one that was named, or the one that takes every dataset with the object of the
 * dataset.
 *
 * @throws UsageError if neither was named, one of them is not there, or nobody has said what the dataset outlines
 */
export async function chooseTask(client: CellboardClient, { task, dataset }: Wanted): Promise<Task> {
  if (task !== undefined) return withDataset(await findTask(client, task), dataset);
  if (dataset === undefined) {
    throw new UsageError('Say what the predictions are for: name a dataset with --dataset, or a task with --task.');
  }
  const { object } = await ofDataset(client, dataset, client.api.datasets.get.query({ dataset }));
  const tasks = await allItems((page) => client.api.tasks.list.query(page));
  const standing = tasks.find((one) => one.takes === 'all' && one.object === object);
  if (standing) return withDataset(standing, dataset);
  throw new UsageError(`Nobody has said what the dataset ${dataset} outlines. Name a task with --task.`);
}

/** @throws UsageError if a dataset was named that the task does not take */
function withDataset(task: Task, dataset: string | undefined): Task {
  const names = task.datasets.map(({ slug }) => slug);
  if (dataset === undefined || names.includes(dataset)) return task;
  const instead = namesInstead(dataset, { things: 'datasets of this task', names, command: 'cellboard tasks' });
  throw new UsageError(`The task ${task.slug} has no dataset "${dataset}". ${instead}`);
}
