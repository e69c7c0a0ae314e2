import { Problem, type ImageName, type Slug, type SubmissionId } from '@cellboard/contract';
import type { SubmissionEntity, UsedPlaces } from '@cellboard/db';

/** The refusal where there is no submission of that id, or none that may be seen. */
export function noSubmission(id: SubmissionId): Problem {
  return new Problem('SUBMISSION_NOT_FOUND', `There is no submission ${id}, or none that you may see.`);
}

/** The refusal of predictions for a submission that is not open. */
export function isClosed({ id, state }: SubmissionEntity): Problem {
  const how = state === 'cancelled' ? 'was cancelled' : 'is closed';
  return new Problem(
    'SUBMISSION_CLOSED',
    `The submission ${id} ${how} and accepts no more predictions. Open another one with \`submissions.create\`.`,
  );
}

/** The refusal to close a submission while an upload is added to it. */
export function isBeingFilled(id: SubmissionId): Problem {
  return new Problem(
    'UPLOAD_RUNNING',
    `Predictions are being added to the submission ${id}. Close it once \`uploads.latest\` says that they are added.`,
  );
}

/** Only the built-in method itself fills and closes its submission. */
export function fillsItself({ id, baseline }: SubmissionEntity): Problem {
  return new Problem(
    'SUBMISSION_CLOSED',
    `The built-in method ${baseline ?? ''} makes the predictions of the submission ${id} itself. Submit yours with a model of your own.`,
  );
}

export function isEmpty({ id }: SubmissionEntity, images: number): Problem {
  return new Problem(
    'SUBMISSION_EMPTY',
    `The submission ${id} has no prediction for any of the ${images} images. Upload predictions, then close it.`,
  );
}

export function isUnfinished({ id, baseline }: SubmissionEntity): Problem {
  return new Problem(
    'SUBMISSION_EMPTY',
    `The built-in method ${baseline ?? ''} did not predict every image of the submission ${id}, so there is nothing to evaluate.`,
  );
}

export function hasEnded({ id }: SubmissionEntity): Problem {
  return new Problem(
    'SUBMISSION_ENDED',
    `The submission ${id} has ended, so there is nothing to cancel. To take a published one off the boards, withdraw it.`,
  );
}

/** Only what was sent to be evaluated can be published. */
export function cannotPublish({ id, state }: SubmissionEntity): Problem {
  if (state === 'open')
    return new Problem(
      'SUBMISSION_OPEN',
      `The submission ${id} still takes predictions. Close it first, or close it with \`publish: true\`.`,
    );
  return new Problem(
    'SUBMISSION_CANCELLED',
    `The submission ${id} was cancelled before it was scored. Submit the predictions again.`,
  );
}

export function noPlaceLeft({ task, used, opensAt }: UsedPlaces, limit: number): Problem {
  const opens = opensAt === null ? '' : ` The next place opens at ${opensAt.slice(0, 16).replace('T', ' ')} UTC.`;
  return new Problem(
    'SUBMISSION_QUOTA',
    `You have sent ${used} of at most ${limit} submissions to the task "${task}" within 24 hours.${opens} This one stays open until then.`,
  );
}

export function notRequeuable({ id }: SubmissionEntity): Problem {
  return new Problem(
    'SUBMISSION_NOT_REQUEUABLE',
    `No evaluation of the submission ${id} was rejected or failed, so there is nothing to evaluate again.`,
  );
}

export function isTaskEmpty(task: Slug): Problem {
  return new Problem('TASK_EMPTY', `The task "${task}" has no images yet. Publish a dataset first.`);
}

export function notInTask({ id }: SubmissionEntity, name: ImageName, dataset: Slug | undefined): Problem {
  const where = dataset === undefined ? 'the task' : `the dataset "${dataset}" of the task`;
  return new Problem(
    'IMAGE_NOT_FOUND',
    `There is no image ${name} in ${where} of the submission ${id}. \`tasks.images\` lists every image.`,
  );
}

export function isAmbiguous(name: ImageName, datasets: readonly Slug[]): Problem {
  return new Problem(
    'IMAGE_AMBIGUOUS',
    `The datasets ${datasets.join(', ')} each have an image ${name}. Say which one you mean: ?dataset=${datasets[0] ?? ''}.`,
  );
}
