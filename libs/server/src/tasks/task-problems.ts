import { Problem, type Slug } from '@cellboard/contract';

/** The refusal where no task of that slug may be seen. */
export function noTask(slug: Slug): Problem {
  return new Problem('TASK_NOT_FOUND', `There is no task "${slug}".`);
}

/** The refusal where a task does not take that dataset. */
export function notInTask(task: Slug, dataset: Slug): Problem {
  return new Problem('DATASET_NOT_FOUND', `The task "${task}" has no dataset "${dataset}".`);
}
