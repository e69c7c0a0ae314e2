import type { Submission } from '@cellboard/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SubmissionChange } from './submission-actions.tsx';

/** Something that was just done to a submission. */
export interface Done {
  readonly change: SubmissionChange;
  readonly submission: Submission;
}

const undoes = { publish: 'withdraw', withdraw: 'publish', cancel: null } as const satisfies Record<
  SubmissionChange,
  SubmissionChange | null
>;

interface ChangeNoticeProps {
  readonly done: Done | null;
  readonly onUndo: (change: SubmissionChange, submission: Submission) => void;
}

/** Says what was done, with a button that takes it back. */
export function ChangeNotice({ done, onUndo }: ChangeNoticeProps): ReactNode {
  const undo = done && undoes[done.change];
  return (
    <div role="status" className="submission-done">
      {done && <span>{wordsOf(done)}</span>}
      {done && undo && (
        <Button
          variant="default"
          size="sm"
          onClick={() => {
            onUndo(undo, done.submission);
          }}
        >
          Undo
        </Button>
      )}
    </div>
  );
}

function wordsOf({ change, submission: { number, status } }: Done): string {
  const which = `Submission ${String(number)}`;
  if (change === 'cancel') return `${which} is cancelled.`;
  if (change === 'withdraw') return `${which} is private again and on no board.`;
  return status === 'scored'
    ? `${which} is published and on the boards.`
    : `${which} is published. It stands on the boards once it is scored.`;
}
