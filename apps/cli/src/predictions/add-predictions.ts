import { Slug, type Submission, type SubmissionFiles } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { connect } from '../server/connect.ts';
import { parseWords } from '../server/parse-words.ts';
import { readHashed, uploadAll } from '../server/upload-all.ts';
import { count, print, tell, tellList } from '../terminal.ts';
import { planCandidate, type CandidatePlan } from './candidate.ts';
import { finish } from './finish.ts';
import { holdsExactly, matchPredictions, type PredictionFile } from './match-predictions.ts';
import type { AddFlags } from './add-flags.ts';

/** Images that the gallery shows at once, at most. */
const MOST_OF_GALLERY = 200;

/**
 * Hands in a folder of predictions and waits for their evaluation.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function addPredictions(folder: string, flags: AddFlags, signal: AbortSignal): Promise<number> {
  const client = await connect(flags, signal);
  checkSlugs(flags);
  await client.api.tasks.get.query({ task: flags.task });
  const candidate = await planCandidate(client, flags);
  const predictions = await matchPredictions(folder, await imageNames(client, flags.task));
  if (flags.dryRun) return tellPlan(predictions, candidate, flags);

  const last = await lastSubmission(client, flags.task, candidate);
  if (last && isSettled(last) && (await holdsExactly(await filesOf(client, last), predictions))) {
    tell('These very predictions have been handed in before; nothing was sent.');
    return finish(client, last, { flags, signal });
  }
  if (candidate.make) await client.api.models.create.mutate(candidate.make);
  const submission = await client.api.submissions.create.mutate({
    task: flags.task,
    model: flags.model,
    candidate: candidate.slug,
  });
  if (!(await send(client, { submission, predictions, signal }))) return exitCode.someFailed;
  return finish(client, await client.api.submissions.close.mutate({ submission: submission.id }), { flags, signal });
}

/** @throws UsageError if a name cannot be one */
function checkSlugs(flags: AddFlags): void {
  for (const option of ['task', 'model', 'candidate'] as const)
    parseWords(Slug.optional(), flags[option], { '': `--${option}` });
}

/** Whether a submission takes no more predictions and was not rejected. */
function isSettled({ status }: Submission): boolean {
  return status !== 'open' && status !== 'rejected';
}

/** The newest submission of the candidate for the task. */
async function lastSubmission(
  client: CellboardClient,
  task: string,
  candidate: CandidatePlan,
): Promise<Submission | undefined> {
  if (candidate.make) return undefined;
  const submissions = await client.api.submissions.list.query({ task, limit: 500 });
  return submissions.find(({ candidateId }) => candidateId === candidate.id);
}

function filesOf(client: CellboardClient, { id }: Submission): Promise<SubmissionFiles> {
  return client.api.submissions.files.query({ submission: id });
}

function namesOf(files: SubmissionFiles): string[] {
  return files.map(({ image }) => image);
}

/** The names of a task's images, without making a submission: those that any has, else those of the gallery or of its datasets. */
async function imageNames(client: CellboardClient, task: string): Promise<string[]> {
  const [any] = await client.api.submissions.list.query({ task, limit: 1 });
  if (any) return namesOf(await filesOf(client, any));
  const { images, total } = await client.api.images.list.query({ task, limit: MOST_OF_GALLERY });
  if (images.length === total) return images.map(({ name }) => name);
  const datasets = [...new Set(images.map(({ dataset }) => dataset))];
  const files = await Promise.all(datasets.map((dataset) => client.api.datasets.files.query({ dataset })));
  const names = files.flat().map(({ name }) => name);
  if (names.length > total) tell(`The task may hold only ${String(total)} of these ${String(names.length)} images.`);
  return names;
}

interface Sending {
  readonly submission: Submission;
  readonly predictions: readonly PredictionFile[];
  readonly signal: AbortSignal;
}

/** Sends what is not there yet; whether all of it arrived. */
async function send(client: CellboardClient, { submission, predictions, signal }: Sending): Promise<boolean> {
  const known = new Map<string, string | null>(
    (await filesOf(client, submission)).map(({ image, sha256 }) => [image, sha256]),
  );
  const items = predictions.filter(({ name }) => known.has(name));
  const { sent, unchanged, failures } = await uploadAll({
    items,
    total: items.length,
    signal,
    send: async ({ name, path }) => {
      const { bytes, sha256 } = await readHashed(path);
      if (known.get(name) === sha256) return 'unchanged';
      await client.uploadPrediction(submission.id, name, bytes);
      return 'sent';
    },
  });
  if (failures.length === 0) {
    tell(`${count(sent, 'prediction')} sent, ${String(unchanged)} there before.`);
    return true;
  }
  tellList(
    `${count(failures.length, 'prediction')} could not be handed in:`,
    failures.map(({ name, message }) => `${name}: ${message}`),
  );
  tell(
    'Nothing is evaluated until they are mended. Then give the same command again: what has been sent is not sent twice.',
  );
  return false;
}

function tellPlan(
  predictions: readonly PredictionFile[],
  candidate: CandidatePlan,
  { task, model, json }: AddFlags,
): number {
  const made = candidate.make !== undefined;
  if (json) print(JSON.stringify({ task, model, candidate: candidate.slug, new: made, predictions }));
  else
    print(
      `Would send ${count(predictions.length, 'prediction')} of ${model}, ${made ? 'a new ' : ''}candidate ${candidate.slug}, for ${task}.`,
    );
  return exitCode.done;
}
