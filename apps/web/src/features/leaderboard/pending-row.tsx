import type { PublicSubmission } from '@cellboard/contract';
import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';

interface PendingRowProps {
  readonly submission: PublicSubmission;
  /** How many columns of scores the table has. */
  readonly columnCount: number;
}

/** A candidate whose evaluation waits or runs, with how far it is. */
export function PendingRow({ submission, columnCount }: PendingRowProps): ReactNode {
  const { modelName, candidateName, imageCount, scoredCount, status } = submission;
  const words = status === 'running' ? `${String(scoredCount)} of ${String(imageCount)} images scored` : 'in the queue';
  return (
    <tr className="board-pending">
      <td className="board-position" />
      <td className="board-rank">
        <span aria-hidden>…</span>
      </td>
      <th scope="row" className="board-model">
        <span className="board-model-name">{modelName}</span>
        <span className="board-model-detail">{candidateName} · being evaluated</span>
      </th>
      <td className="board-progress" colSpan={columnCount + 1}>
        <div className="board-progress-line">
          <Progress.Root size="sm" className="board-progress-bar">
            <Progress.Section
              color="var(--accent)"
              value={imageCount > 0 ? (scoredCount / imageCount) * 100 : 0}
              aria-label={`Evaluation of ${modelName}`}
            />
          </Progress.Root>
          <span>{words}</span>
        </div>
      </td>
    </tr>
  );
}
