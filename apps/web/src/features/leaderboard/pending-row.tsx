import type { Submission } from '@cellboard/contract';
import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';

/** A candidate whose evaluation waits or runs, with how far it is. */
export function PendingRow({
  submission,
  metricCount,
}: {
  readonly submission: Submission;
  readonly metricCount: number;
}): ReactNode {
  const { modelName, candidateName, imageCount, scoredCount, status } = submission;
  const words =
    status === 'running' ? `${String(scoredCount)} of ${String(imageCount)} images scored` : 'waiting for its turn';
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
      <td className="board-progress" colSpan={metricCount + 1}>
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
