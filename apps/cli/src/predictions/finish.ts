import { setTimeout } from 'node:timers/promises';
import type { Submission } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { print, showProgress, tell } from '../terminal.ts';
import { boardTable } from './board-table.ts';
import type { AddFlags } from './add-flags.ts';

/** Time between two questions how far the evaluation is. */
const POLL_MS = 500;

interface Waiting {
  readonly flags: AddFlags;
  readonly signal: AbortSignal;
}

/** Waits for the evaluation, unless told not to, and prints what became of it. */
export async function finish(
  client: CellboardClient,
  submission: Submission,
  { flags, signal }: Waiting,
): Promise<number> {
  const { url, task, json, wait } = flags;
  const latest = wait ? await untilEvaluated(client, submission, signal) : submission;
  if (latest.status === 'rejected') {
    tell(`The submission was rejected. ${latest.rejection ?? ''}`);
    if (json) print(JSON.stringify({ submission: latest, row: null }));
    return exitCode.someFailed;
  }
  const board = latest.status === 'scored' ? await client.api.leaderboard.get.query({ task }) : undefined;
  const row = board?.rows.find(({ candidateId }) => candidateId === latest.candidateId) ?? null;
  if (json) print(JSON.stringify({ submission: latest, row }));
  else if (board && row) print(boardTable(board, row));
  else print('The evaluation is queued; the same command again waits for it.');
  if (!json) print(`Board: ${url.replace(/\/+$/, '')}/leaderboards/${task}`);
  return exitCode.done;
}

async function untilEvaluated(
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
