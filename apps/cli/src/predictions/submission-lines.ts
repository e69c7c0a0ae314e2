import type { Submission, SubmissionDataset } from '@cellboard/contract';
import { readingWords } from '../label-choice.ts';
import { count } from '../terminal.ts';

/** Which submission it is, and how far. */
export function submissionLine({ number, modelName, candidateName, task, status }: Submission): string {
  return `Submission ${number} of ${modelName}, ${candidateName}, for ${task}: ${status}.`;
}

/** How far a submission is, a line for each dataset with predictions, warnings about scores, and how its files were read. */
export function datasetLines({ datasets, status, reading }: Submission): string[] {
  const begun = datasets.filter(({ predictionCount }) => predictionCount > 0);
  const read = reading === null ? [] : [`Its files were read with ${readingWords(reading)}.`];
  const lines = begun.flatMap((one) => {
    const state = one.state ?? (status === 'withdrawn' ? 'withdrawn' : 'not evaluated yet');
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
  return status === 'withdrawn' ? ['The submission was withdrawn.'] : undefined;
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
