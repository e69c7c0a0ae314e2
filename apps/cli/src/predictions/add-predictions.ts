import { Slug, type Submission, type SubmissionFile } from '@cellboard/contract';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { choiceOf, readingOf } from '../label-choice.ts';
import { connect } from '../server/connect.ts';
import { parseWords } from '../server/parse-words.ts';
import { uploadAll } from '../server/upload-all.ts';
import { count, print, tell, tellList, tellSome } from '../terminal.ts';
import { planCandidate, type CandidatePlan } from './candidate.ts';
import { chooseTask } from './choose-task.ts';
import { finish } from './finish.ts';
import { holdsExactly, keyOf, keyOfFile, matchPredictions } from './match-predictions.ts';
import type { PredictionFile } from './prediction-file.ts';
import { checkPrediction, readPrediction } from './read-prediction.ts';
import type { AddFlags } from './add-flags.ts';

/**
 * Submits a folder of predictions and waits for their evaluation.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function addPredictions(folder: string, flags: AddFlags, signal: AbortSignal): Promise<number> {
  checkSlugs(flags);
  const client = await connect(flags, signal);
  const { slug: task } = await chooseTask(client, flags);
  const candidate = await planCandidate(client, flags);
  const images = await allItems((page) => client.api.tasks.images.query({ task, dataset: flags.dataset, ...page }));
  const pairing = { pattern: flags.pair, inOrder: flags.inOrder, choice: choiceOf(flags) };
  const predictions = await matchPredictions(folder, images, pairing);
  if (flags.dryRun) return await tellPlan({ task, predictions, candidate }, flags);

  const last = await lastSubmission(client, task, candidate);
  if (last && isSettled(last) && (await holdsExactly(await filesOf(client, last), predictions))) {
    tell('These predictions were already submitted; nothing was sent.');
    return finish(client, last, { ...flags, signal });
  }
  if (candidate.make) await client.api.models.create.mutate(candidate.make);
  const reading = readingOf(flags);
  const words = { task, model: flags.model, candidate: candidate.slug, ...(reading && { reading }) };
  const submission = await client.api.submissions.create.mutate(words);
  if (!(await send(client, { submission, predictions, signal }))) return exitCode.someFailed;
  return finish(client, await client.api.submissions.close.mutate({ submission: submission.id }), { ...flags, signal });
}

/** @throws UsageError if a name cannot be one */
function checkSlugs(flags: AddFlags): void {
  for (const option of ['task', 'dataset', 'model', 'candidate', 'weights'] as const)
    parseWords(Slug.optional(), flags[option], { '': `--${option}` });
}

/** Whether a submission was evaluated, or is going to be. */
function isSettled({ status }: Submission): boolean {
  return status === 'queued' || status === 'running' || status === 'scored';
}

/** The newest submission of the candidate for the task. */
async function lastSubmission(
  client: CellboardClient,
  task: string,
  candidate: CandidatePlan,
): Promise<Submission | undefined> {
  if (candidate.make) return undefined;
  const submissions = await allItems((page) => client.api.submissions.mine.query({ task, ...page }));
  return submissions.find(({ candidateId }) => candidateId === candidate.id);
}

function filesOf(client: CellboardClient, { id }: Submission): Promise<SubmissionFile[]> {
  return allItems((page) => client.api.submissions.files.query({ submission: id, ...page }));
}

interface Sending {
  readonly submission: Submission;
  readonly predictions: readonly PredictionFile[];
  readonly signal: AbortSignal;
}

/** Sends what the server does not have yet; whether all of it arrived. */
async function send(client: CellboardClient, { submission, predictions, signal }: Sending): Promise<boolean> {
  const known = new Map((await filesOf(client, submission)).map((file) => [keyOfFile(file), file.sha256]));
  const items = predictions.filter((prediction) => known.has(keyOf(prediction)));
  const { sent, unchanged, failures } = await uploadAll({
    items,
    total: items.length,
    signal,
    send: async (prediction) => {
      const { name, dataset } = prediction;
      const { bytes, sha256 } = await readPrediction(prediction);
      if (known.get(keyOf({ dataset, name })) === sha256) return 'unchanged';
      await client.uploadPrediction(submission.id, { dataset, image: name }, bytes);
      return 'sent';
    },
  });
  if (failures.length === 0) {
    tell(`${count(sent, 'prediction')} sent, ${String(unchanged)} there before.`);
    return true;
  }
  tellList(
    `${count(failures.length, 'prediction')} could not be uploaded:`,
    failures.map(({ name, message }) => `${name}: ${message}`),
  );
  tell('Nothing is evaluated until you fix them. Then run the same command again: it sends only what is missing.');
  return false;
}

interface Plan {
  readonly task: string;
  readonly predictions: readonly PredictionFile[];
  readonly candidate: CandidatePlan;
}

async function tellPlan({ task, predictions, candidate }: Plan, { model, json }: AddFlags): Promise<number> {
  const faults = await tellChecks(predictions);
  const made = candidate.make !== undefined;
  if (json)
    print(JSON.stringify({ task, model, candidate: candidate.slug, new: made, about: candidate.make, predictions }));
  else
    print(
      `Would send ${count(predictions.length, 'prediction')} of ${model}, ${made ? 'a new ' : ''}candidate ${candidate.slug}, for ${task}.`,
    );
  return faults === 0 ? exitCode.done : exitCode.someFailed;
}

/** Reads every prediction as the server will, and tells what it would say; how many it would refuse. */
async function tellChecks(predictions: readonly PredictionFile[]): Promise<number> {
  const notes: string[] = [];
  const faults: string[] = [];
  for (const prediction of predictions) {
    const { name, path } = prediction;
    const found = await checkPrediction(prediction);
    notes.push(...found.notes.map((message) => `${name}: ${path}: ${message}`));
    if (found.fault !== undefined) faults.push(`${name}: ${path}: ${found.fault}`);
  }
  tellSome(`${count(notes.length, 'note')} on the files:`, notes);
  tellList(`${count(faults.length, 'prediction')} would be refused:`, faults);
  return faults.length;
}
