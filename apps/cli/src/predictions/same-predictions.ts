import type { Submission, SubmissionFile } from '@cellboard/contract';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { keyOf, keyOfFile } from './match-predictions.ts';
import type { PredictionFile } from './prediction-file.ts';
import { readPrediction } from './read-prediction.ts';

/** What is about to be sent, and for whom. */
interface Sending {
  readonly task: string;
  /** Id of the candidate. */
  readonly candidate: string;
  readonly predictions: readonly PredictionFile[];
}

/**
 * The submission that has scored exactly these files already, or is being evaluated with them. What stands
 * for a dataset is the candidate's newest submission with predictions for it; of several, the newest is answered.
 */
export async function sameSubmission(
  client: CellboardClient,
  { task, candidate, predictions }: Sending,
): Promise<Submission | undefined> {
  const all = await allItems((page) => client.api.submissions.mine.query({ task, ...page }));
  const settled = all.filter((one) => one.candidateId === candidate && isSettled(one));
  const standing = standingOn(new Set(predictions.map(({ dataset }) => dataset)), settled);
  if (!standing) return undefined;
  const files = new Map<string, readonly SubmissionFile[]>();
  for (const { id } of new Set(standing.values()))
    files.set(id, await allItems((page) => client.api.submissions.files.query({ submission: id, ...page })));
  const there = [...standing].flatMap(([dataset, { id }]) =>
    (files.get(id) ?? []).filter((file) => file.dataset === dataset),
  );
  if (!(await holdsExactly(there, predictions))) return undefined;
  return settled.find((one) => files.has(one.id));
}

/** Whether a submission was evaluated, or is going to be, and nobody took it back. */
function isSettled({ status, publication }: Submission): boolean {
  if (publication === 'withdrawn') return false;
  return status === 'queued' || status === 'running' || status === 'scored';
}

/** The submission that stands for each dataset; undefined where one has none. */
export function standingOn(
  datasets: ReadonlySet<string>,
  newestFirst: readonly Submission[],
): Map<string, Submission> | undefined {
  const standing = new Map<string, Submission>();
  for (const dataset of datasets) {
    const found = newestFirst.find((submission) =>
      submission.datasets.some((one) => one.dataset === dataset && one.predictionCount > 0),
    );
    if (!found) return undefined;
    standing.set(dataset, found);
  }
  return standing;
}

/** Whether these are the same files for the same images. */
export async function holdsExactly(
  there: readonly SubmissionFile[],
  predictions: readonly PredictionFile[],
): Promise<boolean> {
  const known = new Map(there.filter(({ sha256 }) => sha256 !== null).map((file) => [keyOfFile(file), file.sha256]));
  if (known.size !== predictions.length || !predictions.every((one) => known.has(keyOf(one)))) return false;
  for (const prediction of predictions) {
    const { sha256 } = await readPrediction(prediction);
    if (known.get(keyOf(prediction)) !== sha256) return false;
  }
  return true;
}

/** Which submission it is, and since when its files have been there. */
export function sameLine({ number, status, publication, finishedAt, createdAt }: Submission): string {
  const since = (finishedAt ?? createdAt).slice(0, 16).replace('T', ' ');
  const scored = publication === 'published' ? `has been on the board since ${since} UTC` : 'is scored, but private';
  const state = status === 'scored' ? scored : 'is being evaluated';
  return `submission ${number} holds exactly these files and ${state}`;
}
