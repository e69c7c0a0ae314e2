import type { SubmissionQuota } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { ageOf } from './submission-words.ts';

/** How many submissions can still be sent today. */
export function QuotaWords({ quota: { limit, tasks } }: { readonly quota: SubmissionQuota }): ReactNode {
  if (limit === null) return null;
  return (
    <section aria-label="Daily places" className="account-part">
      <h2>Daily places</h2>
      <p>
        You can send {counted(limit, 'submission', 'submissions')} to each task within 24 hours. One that this site
        fails to score, or that is rejected, takes no place.
      </p>
      {tasks.length > 0 && (
        <ul className="submission-quota">
          {tasks.map(({ task, taskName, used, left, opensAt }) => (
            <li key={task}>
              <span>{taskName}</span>
              <meter min={0} max={limit} value={Math.min(used, limit)} aria-label={`Places used for ${taskName}`} />
              <span>
                {left} of {limit} left
                {opensAt !== null && <>; the next place opens {ageOf(opensAt)}</>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
