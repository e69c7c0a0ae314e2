import type { Submission } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { canCancel, canPublish, canWithdraw } from './submission-words.ts';

/** What an owner may do with a submission. */
export type SubmissionChange = 'publish' | 'withdraw' | 'cancel';

interface SubmissionActionsProps {
  readonly submission: Submission;
  /** Whether publishing a scored one is the main thing to do where the buttons are. */
  readonly isMain?: boolean;
  readonly onChange: (change: SubmissionChange) => void;
}

/** The buttons for what can be done with a submission now. Only cancelling has no way back, so it asks once more. */
export function SubmissionActions({ submission, isMain = false, onChange }: SubmissionActionsProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const which = `submission ${String(submission.number)}`;
  const button = (change: SubmissionChange, label: string) => (
    <Button
      variant={isMain && change === 'publish' && submission.status === 'scored' ? 'filled' : 'default'}
      size="sm"
      aria-label={`${label} ${which}`}
      onClick={() => {
        onChange(change);
      }}
    >
      {label}
    </Button>
  );
  return (
    <div className="submission-actions">
      {canPublish(submission) && button('publish', 'Publish')}
      {canWithdraw(submission) && button('withdraw', 'Withdraw')}
      {canCancel(submission) && !isAsking && (
        <Button
          variant="default"
          size="sm"
          aria-label={`Cancel ${which}`}
          onClick={() => {
            setAsking(true);
          }}
        >
          Cancel
        </Button>
      )}
      {isAsking && canCancel(submission) && (
        <>
          <Button
            color="red"
            size="sm"
            autoFocus
            onClick={() => {
              setAsking(false);
              onChange('cancel');
            }}
          >
            Yes, end {which}
          </Button>
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              setAsking(false);
            }}
          >
            Keep it
          </Button>
        </>
      )}
    </div>
  );
}
