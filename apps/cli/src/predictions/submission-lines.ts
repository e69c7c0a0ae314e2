import type { Submission, SubmissionDataset } from '@cellboard/contract';
import { readingWords } from '../label-choice.ts';
import { count } from '../terminal.ts';

/** Which submission it is, and how far. */
export function submissionLine(submission: Submission): string {
  const { number, modelName, candidateName, task, status, publication } = submission;
  const seen = status === 'scored' && publication !== 'published' ? `, ${publication}` : '';
  return `Submission ${number} of ${modelName}, ${candidateName}, for ${task}: ${status}${seen}.`;
}

/** How to let others see the scores of a submission; nothing where they do. */
export function publishLines({ id, publication }: Submission): string[] {
  if (publication === 'published') return [];
  return [`Only you see its scores. To publish them: cellboard predictions publish ${id}`];
}

/** How far a submission is, a line for each dataset with predictions, warnings about scores, and how its files were read. */
export function datasetLines({ datasets, status, reading }: Submission): string[] {
  const begun = datasets.filter(({ predictionCount }) => predictionCount > 0);
  const read = reading === null ? [] : [`Its files were read with ${readingWords(reading)}.`];
  const lines = begun.flatMap((one) => {
    const state = one.state ?? (status === 'cancelled' ? 'cancelled' : 'not evaluated yet');
    const predicted = `${one.predictionCount} of ${count(one.imageCount, 'image')} predicted`;
    const line = `${one.dataset}, version ${one.version}: ${state}; ${predicted}${progressOf(one)}`;
    return [line, ...(one.warnings?.split('\n').map((warning) => `  ${warning}`) ?? [])];
  });
  return [...lines, ...read];
}

function progressOf({ state, scoredCount, imageCount }: SubmissionDataset): string {
  return state === 'queued' || state === 'running' ? `, ${scoredCount} of ${imageCount} scored` : '';
}

/** Why a submission has no result, and what to do, line by line; undefined where it has one, or may get one. */
export function failureOf({ status, datasets }: Submission): string[] | undefined {
  if (status === 'rejected') {
    const reports = datasets.flatMap(({ dataset, report }) =>
      report === null ? [] : `${dataset}: ${report}`.split('\n'),
    );
    return ['The submission was rejected.', ...reports];
  }
  if (status === 'failed') {
    const errors = datasets.flatMap(({ dataset, error }) => (error === null ? [] : `${dataset}: ${error}`.split('\n')));
    const sentence = 'The server could not evaluate the submission. Ask its operator, who can have it evaluated again.';
    return [sentence, ...errors];
  }
  return status === 'cancelled' ? ['The submission was cancelled.'] : undefined;
}

/** The address of the board that a submission is on: of its only dataset, or of the whole task. */
export function boardAddress(url: string, submission: Submission): string {
  const dataset = onlyDataset(submission);
  const path = ['leaderboards', submission.task, ...(dataset === undefined ? [] : [dataset])].join('/');
  return `${url.replace(/\/+$/, '')}/${path}`;
}

/** The dataset of a submission that has predictions for one alone. */
export function onlyDataset({ datasets }: Submission): string | undefined {
  const [only, ...others] = datasets.filter(({ predictionCount }) => predictionCount > 0);
  return others.length === 0 ? only?.dataset : undefined;
}
