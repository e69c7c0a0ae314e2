import { setTimeout } from 'node:timers/promises';
import type { Submission } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { showProgress } from '../terminal.ts';

/** Time between two requests for the progress of the evaluation. */
const POLL_MS = 500;

/** Waits until a submission is neither queued nor running, and shows its progress. */
export async function untilEvaluated(
  client: CellboardClient,
  submission: Submission,
  signal: AbortSignal,
): Promise<Submission> {
  const progress = showProgress('Evaluating', submission.imageCount);
  let latest = submission;
  try {
    while (latest.status === 'queued' || latest.status === 'running') {
      await setTimeout(POLL_MS, undefined, { signal });
      latest = await client.api.submissions.get.query({ submission: submission.id });
      progress.set(latest.scoredCount);
    }
  } finally {
    progress.end();
  }
  return latest;
}
