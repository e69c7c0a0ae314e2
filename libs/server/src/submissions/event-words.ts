import type { SubmissionEvent } from '@cellboard/contract';
import type { LoggedEvent } from '@cellboard/db';

/** What the audit log calls by a name, in words; `{dataset}` is where it happened. */
const words: Readonly<Record<string, string>> = {
  'submission.create': 'Opened for predictions',
  'submission.close': 'Closed, and queued for evaluation',
  'submission.publish': 'Published',
  'submission.withdraw': 'Withdrawn: private again',
  'submission.cancel': 'Cancelled',
  'submission.requeue': 'Queued for another evaluation',
  'submission.give-up': 'The built-in method failed',
  'evaluation.start': 'Scoring began on {dataset}',
  'evaluation.scored': 'Scored on {dataset}',
  'evaluation.rejected': 'Rejected on {dataset}',
  'evaluation.failed': 'The evaluation on {dataset} failed',
};

/** An entry of the log as its owner reads it. */
export function eventOf({ at, action, reason, dataset }: LoggedEvent): SubmissionEvent {
  const text = (words[action] ?? action).replace('{dataset}', dataset ?? 'its dataset');
  return { at, text: reason === null || reason === '' ? `${text}.` : `${text}: ${reason}` };
}
