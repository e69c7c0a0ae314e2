import { Problem, type Slug } from '@cellboard/contract';

/** The refusal where no task of that slug may be seen. */
export function noTask(slug: Slug): Problem {
  return new Problem('TASK_NOT_FOUND', `There is no task "${slug}".`);
}

/** The refusal where a task does not take that dataset. */
export function notInTask(task: Slug, dataset: Slug): Problem {
  return new Problem('DATASET_NOT_FOUND', `The task "${task}" has no dataset "${dataset}".`);
}

/** The refusal of a dataset of which a task would take no image. */
export function hasNothingToScore(task: Slug, dataset: Slug): Problem {
  return new Problem(
    'DATASET_EMPTY',
    `The task "${task}" can score no image of the dataset "${dataset}": they have no truth that tells cells apart, or another modality than the task. Leave this dataset out.`,
  );
}

/** The refusal to take a dataset that was taken out of the tasks. */
export function isRetired(dataset: Slug): Problem {
  return new Problem(
    'REQUEST_INVALID',
    `The dataset "${dataset}" is retired, so no task takes it. Restore it with \`datasets.retire\`, or leave it out.`,
  );
}
