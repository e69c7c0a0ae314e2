import type { Publication, Submission, SubmissionStatus } from '@cellboard/contract';

/** A status in a word or two, and what it means. */
export const statusWords: Readonly<Record<SubmissionStatus, { readonly label: string; readonly means: string }>> = {
  open: { label: 'Open', means: 'It takes predictions. Nothing is scored until you close it.' },
  queued: { label: 'Waiting', means: 'It waits for its turn to be scored.' },
  running: { label: 'Being scored', means: 'Its images are being scored.' },
  scored: { label: 'Scored', means: 'All of its images are scored.' },
  rejected: {
    label: 'Rejected',
    means: 'Some predictions could not be scored. The report says which, and how to fix them.',
  },
  failed: {
    label: 'Failed',
    means: 'This site could not score it. That is not your fault, and it took none of your daily places.',
  },
  cancelled: { label: 'Cancelled', means: 'It was ended before it was scored.' },
};

/** Who sees a submission, in a word, and what that means. */
export const publicationWords: Readonly<Record<Publication, { readonly label: string; readonly means: string }>> = {
  private: { label: 'Private', means: 'Only you, your team and admins see it.' },
  published: { label: 'Published', means: 'Everyone sees it, and its scores stand on the boards.' },
  withdrawn: { label: 'Withdrawn', means: 'It was published, and is private again.' },
};

/** Whether something is still going to happen to it by itself. */
export const isUnfinished = ({ status }: Pick<Submission, 'status'>): boolean =>
  status === 'queued' || status === 'running';

export const canCancel = ({ own, status }: Pick<Submission, 'own' | 'status'>): boolean =>
  own && (status === 'open' || status === 'queued' || status === 'running');

/** What can be published is closed, and was neither cancelled nor could it not be scored. */
export const canPublish = ({ own, status, publication }: Pick<Submission, 'own' | 'status' | 'publication'>): boolean =>
  own && publication !== 'published' && (status === 'queued' || status === 'running' || status === 'scored');

export const canWithdraw = ({ own, publication }: Pick<Submission, 'own' | 'publication'>): boolean =>
  own && publication === 'published';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago something was, or how far ahead it is, to the largest whole unit: "3 hours ago". */
export function ageOf(moment: string, now: number = Date.now()): string {
  const apart = Date.parse(moment) - now;
  for (const [unit, length] of units) {
    if (Math.abs(apart) >= length) return relative.format(Math.trunc(apart / length), unit);
  }
  return apart > 0 ? 'in less than a minute' : 'just now';
}

const share = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** A score to three decimals; a dash where there is none. */
export const scoreText = (score: number | null): string => (score === null ? '–' : share.format(score));
