import { Slug, type Submission, type SubmissionFile } from '@cellboard/contract';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { chooseMetrics } from '../evaluate/metric-choice.ts';
import { exitCode } from '../exit-code.ts';
import { choiceOf, readingOf } from '../label-choice.ts';
import { connect } from '../server/connect.ts';
import { parseWords } from '../server/parse-words.ts';
import { uploadAll, type Uploads } from '../server/upload-all.ts';
import { count, print, tell, tellList } from '../terminal.ts';
import type { AddFlags } from './add-flags.ts';
import { planCandidate, type CandidatePlan } from './candidate.ts';
import { checkPredictions, tellChecks, type Checks } from './check-predictions.ts';
import { chooseTask } from './choose-task.ts';
import { finish } from './finish.ts';
import { holdsExactly, keyOf, keyOfFile, matchPredictions, tellMissing } from './match-predictions.ts';
import type { PredictionFile } from './prediction-file.ts';
import { readPrediction } from './read-prediction.ts';

/**
 * Submits a folder of predictions and waits for their evaluation. Every prediction is read first; a model or candidate
 * that does not exist yet is created only if at least one of them can be used.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function addPredictions(folder: string, flags: AddFlags, signal: AbortSignal): Promise<number> {
  checkSlugs(flags);
  const metrics = chooseMetrics(flags.metrics);
  const client = await connect(flags, signal);
  const { slug: task } = await chooseTask(client, flags);
  const candidate = await planCandidate(client, flags);
  const images = await allItems((page) => client.api.tasks.images.query({ task, dataset: flags.dataset, ...page }));
  const pairing = { pattern: flags.pair, inOrder: flags.inOrder, choice: choiceOf(flags) };
  const predictions = await matchPredictions(folder, images, pairing);
  const checks = await checkPredictions(predictions, signal);
  tellChecks(checks);
  tellMissing(images, predictions, checks.refused.length === 0);
  if (flags.dryRun) return tellPlan({ task, predictions, candidate, checks }, flags);
  if (checks.sound.length === 0) return tellNothing(checks, flags);

  const finishing = { ...flags, metrics, checks, created: candidate.isNew ?? null, signal };
  const last = checks.refused.length > 0 ? undefined : await lastSubmission(client, task, candidate);
  if (last && isSettled(last) && (await holdsExactly(await filesOf(client, last), predictions))) {
    tell('These predictions were already submitted; nothing was sent.');
    return finish(client, last, finishing);
  }
  await create(client, candidate, flags);
  const reading = readingOf(flags);
  const words = { task, model: flags.model, candidate: candidate.slug, ...(reading && { reading }) };
  const submission = await client.api.submissions.create.mutate(words);
  const failures = await send(client, { submission, checks, signal });
  if (failures.length + checks.refused.length > 0) {
    const { created } = finishing;
    return tellUnfinished({ submission, created, checks, failures }, flags);
  }
  return finish(client, await client.api.submissions.close.mutate({ submission: submission.id }), finishing);
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

/** Creates a candidate that does not exist yet, and its model if that is new too. */
async function create(client: CellboardClient, candidate: CandidatePlan, { model }: AddFlags): Promise<void> {
  if (!candidate.make) return;
  const { name } = await client.api.models.create.mutate(candidate.make);
  tell(
    candidate.isNew === 'model'
      ? `Created the model ${name} (${model}) with the candidate ${candidate.slug}.`
      : `Created the candidate ${candidate.slug} of ${name} (${model}).`,
  );
}

interface Sending {
  readonly submission: Submission;
  readonly checks: Checks;
  readonly signal: AbortSignal;
}

/** Sends what the server does not have yet; those that did not arrive, by the names of their images. */
async function send(client: CellboardClient, { submission, checks, signal }: Sending): Promise<Uploads['failures']> {
  const known = new Map((await filesOf(client, submission)).map((file) => [keyOfFile(file), file.sha256]));
  const items = checks.sound.filter((prediction) => known.has(keyOf(prediction)));
  const { sent, unchanged, failures } = await uploadAll<PredictionFile>({
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
  tell(`${count(sent, 'prediction')} sent, ${String(unchanged)} there before.`);
  tellList(
    `${count(failures.length, 'prediction')} could not be uploaded:`,
    failures.map(({ name, message }) => `${name}: ${message}`),
  );
  return failures;
}

interface Unfinished {
  readonly submission: Submission;
  /** What was created for it. */
  readonly created: 'model' | 'candidate' | null;
  readonly checks: Checks;
  readonly failures: Uploads['failures'];
}

/** Says what to do where some predictions are missing from a submission. */
function tellUnfinished({ submission, created, checks, failures }: Unfinished, { json }: AddFlags): number {
  const { notes, refused } = checks;
  tell(
    `Nothing is evaluated until you fix them. Then run the same command again: it sends only what is missing to submission ${submission.id}, which is open.`,
  );
  if (json) print(JSON.stringify({ submission, row: null, created, notes, refused, failures }));
  return exitCode.someFailed;
}

/** Says that no prediction can be used. */
function tellNothing({ notes, refused }: Checks, { json }: AddFlags): number {
  tell('Nothing was sent, and nothing was created. Fix the files, then run the same command again.');
  if (json) print(JSON.stringify({ submission: null, row: null, created: null, notes, refused }));
  return exitCode.someFailed;
}

interface Plan {
  readonly task: string;
  readonly predictions: readonly PredictionFile[];
  readonly candidate: CandidatePlan;
  readonly checks: Checks;
}

function tellPlan({ task, predictions, candidate, checks }: Plan, { model, json }: AddFlags): number {
  const { notes, refused, sound } = checks;
  const { slug, make, isNew } = candidate;
  if (json) {
    const plan = { task, model, candidate: slug, new: make !== undefined, about: make, predictions, notes, refused };
    print(JSON.stringify(plan));
  } else {
    const them = isNew === 'model' ? ` (a new model)` : '';
    print(
      `Would send ${count(sound.length, 'prediction')} of ${model}${them}, ${make ? 'a new ' : ''}candidate ${slug}, for ${task}.`,
    );
    if (refused.length > 0) print('Nothing would be evaluated until you fix the others.');
  }
  return refused.length === 0 ? exitCode.done : exitCode.someFailed;
}
