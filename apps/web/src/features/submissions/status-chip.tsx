import type { Publication, SubmissionStatus } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { publicationWords, statusWords } from './submission-words.ts';
import './submissions.css';

/** How far a submission is, in words. */
export function StatusChip({ status }: { readonly status: SubmissionStatus }): ReactNode {
  const { label, means } = statusWords[status];
  return (
    <span className="submission-chip" data-status={status} title={means}>
      {label}
    </span>
  );
}

/** Who sees a submission, in a word. */
export function PublicationChip({ publication }: { readonly publication: Publication }): ReactNode {
  const { label, means } = publicationWords[publication];
  return (
    <span className="submission-chip" data-publication={publication} title={means}>
      {label}
    </span>
  );
}
