import type { Dataset, Task } from '@cellboard/contract';
import { allItems, CellboardError, type CellboardClient, type CellboardErrorCode } from '@cellboard/sdk';
import { namesInstead } from '../unknown-name.ts';
import { UsageError } from '../usage-error.ts';

/**
 * A task by its slug.
 *
 * @throws UsageError if there is none, with the tasks that there are
 */
export async function findTask(client: CellboardClient, task: string): Promise<Task> {
  return orNames(client.api.tasks.get.query({ task }), 'TASK_NOT_FOUND', async () => {
    const names = (await allItems((page) => client.api.tasks.list.query(page))).map(({ slug }) => slug);
    return `There is no task "${task}". ${namesInstead(task, { things: 'tasks', names, command: 'cellboard tasks' })}`;
  });
}

/**
 * The answer to a request that names a dataset.
 *
 * @throws UsageError if there is no such dataset, with the datasets that there are
 */
export async function ofDataset<T>(client: CellboardClient, dataset: string, answer: Promise<T>): Promise<T> {
  return orNames(answer, 'DATASET_NOT_FOUND', async () => {
    const names = (await importedDatasets(client)).map(({ slug }) => slug);
    return `There is no dataset "${dataset}" on this server. ${namesInstead(dataset, { things: 'datasets', names, command: 'cellboard datasets list' })}`;
  });
}

/** The datasets that have images on the server; the catalogue describes more. */
export async function importedDatasets(client: CellboardClient): Promise<Dataset[]> {
  const datasets = await allItems((page) => client.api.datasets.list.query(page));
  return datasets.filter(({ version }) => version !== null);
}

/** The versions of datasets that are still open for images, as far as the client may change them. */
export async function openDatasets(client: CellboardClient): Promise<Dataset[]> {
  return allItems((page) => client.api.datasets.list.query({ open: true, ...page }));
}

async function orNames<T>(answer: Promise<T>, code: CellboardErrorCode, explain: () => Promise<string>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof CellboardError) || error.code !== code) throw error;
    throw new UsageError(await explain(), { cause: error });
  }
}
