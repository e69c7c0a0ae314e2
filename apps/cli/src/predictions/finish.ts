import type { Leaderboard, LeaderboardRow, Submission } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import type { MetricChoice } from '../evaluate/metric-choice.ts';
import { exitCode } from '../exit-code.ts';
import { print, printLines, tell } from '../terminal.ts';
import { boardTable } from './board-table.ts';
import type { Checks } from './check-predictions.ts';
import { boardAddress, datasetLines, failureOf, onlyDataset, publishLines } from './submission-lines.ts';
import { untilEvaluated } from './until-evaluated.ts';

interface Finishing {
  /** Address of the server. */
  readonly url: string;
  readonly wait: boolean;
  readonly json?: true;
  readonly metrics: MetricChoice;
  readonly checks: Checks;
  /** What was created for it. */
  readonly created: 'model' | 'candidate' | null;
  readonly signal: AbortSignal;
}

/** Waits for the evaluation, unless `--no-wait` was given, and prints its result. */
export async function finish(
  client: CellboardClient,
  submission: Submission,
  { url, wait, json, metrics, checks, created, signal }: Finishing,
): Promise<number> {
  const latest = wait ? await untilEvaluated(client, submission, signal) : submission;
  const { board, row } = await resultOf(client, latest, metrics);
  const failure = failureOf(latest);
  if (failure) tell(...failure);
  const { notes, refused } = checks;
  if (json) print(JSON.stringify({ submission: latest, row, created, notes, refused }));
  else {
    if (board && row) print(boardTable(board, row, metrics));
    printLines(...datasetLines(latest), ...lastLines(url, latest));
  }
  return failure === undefined ? exitCode.done : exitCode.someFailed;
}

/** Where the candidate of a scored submission stands that everyone sees. */
async function resultOf(
  client: CellboardClient,
  submission: Submission,
  { computed }: MetricChoice,
): Promise<{ board: Leaderboard | undefined; row: LeaderboardRow | null }> {
  if (submission.status !== 'scored' || submission.publication !== 'published') return { board: undefined, row: null };
  const { task } = submission;
  const metrics = [...computed];
  const board = await client.api.leaderboard.get.query({ task, dataset: onlyDataset(submission), metrics });
  return { board, row: board.rows.find(({ candidateId }) => candidateId === submission.candidateId) ?? null };
}

function lastLines(url: string, submission: Submission): string[] {
  if (submission.status === 'scored')
    return [`Submission: ${submission.id}`, ...publishLines(submission), `Board: ${boardAddress(url, submission)}`];
  return [`To see its state: cellboard predictions status ${submission.id}`];
}
