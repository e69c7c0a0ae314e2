import { setTimeout } from 'node:timers/promises';
import type { Submission } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { print, showProgress, tell } from '../terminal.ts';
import { boardTable } from './board-table.ts';
import type { AddFlags } from './add-flags.ts';

/** Time between two requests for the progress of the evaluation. */
const POLL_MS = 500;

interface Waiting {
  readonly flags: AddFlags;
  readonly signal: AbortSignal;
}

/** Waits for the evaluation, unless `--no-wait` was given, and prints its result. */
export async function finish(
  client: CellboardClient,
  submission: Submission,
  { flags, signal }: Waiting,
): Promise<number> {
  const { url, task, json, wait } = flags;
  const latest = wait ? await untilEvaluated(client, submission, signal) : submission;
  const failure = failureOf(latest);
  if (failure !== undefined) {
    tell(failure);
    if (json) print(JSON.stringify({ submission: latest, row: null }));
    return exitCode.someFailed;
  }
  const dataset = onlyDataset(latest);
  const board = latest.status === 'scored' ? await client.api.leaderboard.get.query({ task, dataset }) : undefined;
  const row = board?.rows.find(({ candidateId }) => candidateId === latest.candidateId) ?? null;
  if (json) print(JSON.stringify({ submission: latest, row }));
  else if (board && row) print(boardTable(board, row));
  else print('Evaluation queued. Run the same command again to wait for the result.');
  const path = ['leaderboards', task, ...(dataset === undefined ? [] : [dataset])].join('/');
  if (!json) print(`Board: ${url.replace(/\/+$/, '')}/${path}`);
  return exitCode.done;
}

/** Why a submission has no result, and what to do; undefined where it has one, or may get one. */
function failureOf({ status, datasets }: Submission): string | undefined {
  if (status === 'rejected') {
    const reports = datasets.flatMap(({ report }) => report ?? []);
    return ['The submission was rejected.', ...reports].join(' ');
  }
  if (status === 'failed')
    return 'The server could not evaluate the submission. Run the same command again, or ask its operator.';
  return status === 'withdrawn' ? 'The submission was withdrawn.' : undefined;
}

/** The dataset of a submission that has predictions for one alone. */
function onlyDataset({ datasets }: Submission): string | undefined {
  const [only, ...others] = datasets.filter(({ predictionCount }) => predictionCount > 0);
  return others.length === 0 ? only?.dataset : undefined;
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
