import type { Task, TaskDataset, TaskObject } from '@cellboard/contract';
import { counted } from '../../ui/counted.ts';

/** A number of cells or nuclei. */
export function countedCells(count: number, object: TaskObject | null): string {
  return object === 'nucleus' ? counted(count, 'nucleus', 'nuclei') : counted(count, 'cell', 'cells');
}

/** The size of a task, or of one of its datasets. */
export function sizeFacts(task: Task, dataset: TaskDataset | null): string[] {
  const { imageCount, cellCount } = dataset ?? task;
  return [counted(imageCount, 'image', 'images'), countedCells(cellCount, objectOf(task, dataset))];
}

/** What is outlined in a task, or in one of its datasets. */
export const objectOf = (task: Pick<Task, 'object'>, dataset: TaskDataset | null): TaskObject =>
  dataset?.object ?? task.object;

/** The dataset of a slice, or the only one of a task; null where a board has several. */
export function datasetOf({ datasets }: Pick<Task, 'datasets'>, slice: string | null | undefined): TaskDataset | null {
  if (slice != null) return datasets.find(({ slug }) => slug === slice) ?? null;
  const [only, ...others] = datasets;
  return only && others.length === 0 ? only : null;
}

/** The name of a board: that of its dataset where it has one, else of its task. */
export const boardTitle = (task: Pick<Task, 'name' | 'datasets'>, slice: string | null | undefined): string =>
  datasetOf(task, slice)?.name ?? task.name;

/** What the tab of a board says. Several tasks may hold a dataset, so that its name alone would stand on several tabs. */
export function boardTab(task: Pick<Task, 'name' | 'datasets'>, slice: string | null | undefined): string {
  const title = boardTitle(task, slice);
  return title === task.name ? `${title} leaderboard` : `${title} leaderboard · ${task.name}`;
}
