import type { PublicSubmission } from '@cellboard/contract';
import type { ReactNode } from 'react';
import './stopped-list.css';

/** Submissions that did not reach the board. Why, only their submitters can see. */
export function StoppedList({ submissions }: { readonly submissions: readonly PublicSubmission[] }): ReactNode {
  if (submissions.length === 0) return null;
  return (
    <section className="stopped" aria-label="Submissions that are not on the board">
      <ul>
        {submissions.map(({ id, modelName, candidateName, status }) => (
          <li key={id}>
            <strong>
              {modelName} · {candidateName}
            </strong>
            : {status === 'failed' ? failed : rejected}
          </li>
        ))}
      </ul>
    </section>
  );
}

const rejected = 'latest submission rejected; its submitter can see why.';
const failed = 'latest submission could not be evaluated; the operator of this site can see why.';
