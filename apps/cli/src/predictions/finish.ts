import type { Leaderboard, LeaderboardRow, Submission } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { print, tell } from '../terminal.ts';
import { boardTable } from './board-table.ts';
import { boardAddress, datasetLines, failureOf, onlyDataset } from './submission-lines.ts';
import { untilEvaluated } from './until-evaluated.ts';

interface Finishing {
  /** Address of the server. */
  readonly url: string;
  readonly wait: boolean;
  readonly json?: true;
  readonly signal: AbortSignal;
}

/** Waits for the evaluation, unless `--no-wait` was given, and prints its result. */
export async function finish(
  client: CellboardClient,
  submission: Submission,
  { url, wait, json, signal }: Finishing,
): Promise<number> {
  const latest = wait ? await untilEvaluated(client, submission, signal) : submission;
  const { board, row } = await resultOf(client, latest);
  const failure = failureOf(latest);
  if (failure !== undefined) tell(failure);
  if (json) print(JSON.stringify({ submission: latest, row }));
  else {
    if (board && row) print(boardTable(board, row));
    print(datasetLines(latest).join('\n'));
    print(lastLine(url, latest));
  }
  return failure === undefined ? exitCode.done : exitCode.someFailed;
}

/** Where the candidate of a scored submission stands. */
async function resultOf(
  client: CellboardClient,
  submission: Submission,
): Promise<{ board: Leaderboard | undefined; row: LeaderboardRow | null }> {
  if (submission.status !== 'scored') return { board: undefined, row: null };
  const board = await client.api.leaderboard.get.query({ task: submission.task, dataset: onlyDataset(submission) });
  return { board, row: board.rows.find(({ candidateId }) => candidateId === submission.candidateId) ?? null };
}

function lastLine(url: string, submission: Submission): string {
  if (submission.status === 'scored') return `Board: ${boardAddress(url, submission)}`;
  return `To see its state: cellboard predictions status ${submission.id}`;
}
