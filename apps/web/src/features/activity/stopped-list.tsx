import type { Submission } from '@cellboard/contract';
import type { ReactNode } from 'react';
import './rejected-list.css';

/** Submissions that did not reach the board, each with the reason and what to do. */
export function RejectedList({ submissions }: { readonly submissions: readonly Submission[] }): ReactNode {
  if (submissions.length === 0) return null;
  return (
    <section className="rejected" aria-label="Rejected submissions">
      {submissions.map(({ id, modelName, candidateName, rejection }) => (
        <details key={id}>
          <summary>
            {modelName} · {candidateName}: its newest submission was rejected. Why
          </summary>
          <p>{rejection ?? 'No reason was kept. Submit it again.'}</p>
        </details>
      ))}
    </section>
  );
}
