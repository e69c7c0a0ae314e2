import { Slug, type Submission, type SubmissionFile } from '@cellboard/contract';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { chooseMetrics } from '../evaluate/metric-choice.ts';
import { exitCode } from '../exit-code.ts';
import { choiceOf, readingOf } from '../label-choice.ts';
import { connect } from '../server/connect.ts';
import { parseWords } from '../server/parse-words.ts';
import { uploadAll, type Uploads } from '../server/upload-all.ts';
import { count, print, printLines, tell, tellList } from '../terminal.ts';
import type { AddFlags } from './add-flags.ts';
import { planCandidate, type CandidatePlan } from './candidate.ts';
import { checkPredictions, tellChecks, type Checks } from './check-predictions.ts';
import { chooseTask } from './choose-task.ts';
import { finish } from './finish.ts';
import { keyOf, keyOfFile, matchPredictions, refuseUnscored, tellMissing } from './match-predictions.ts';
import type { PredictionFile } from './prediction-file.ts';
import { readPrediction } from './read-prediction.ts';
import { sameLine, sameSubmission } from './same-predictions.ts';

/**
 * Submits a folder of predictions and waits for their evaluation. Every prediction is read first; nothing is created or
 * sent until all of them can be used.
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
  refuseUnscored(images, predictions);
  const checks = await checkPredictions(predictions, signal);
  const isSound = checks.refused.length === 0;
  tellChecks(checks);
  tellMissing(images, predictions, isSound);
  const same =
    isSound && !candidate.make
      ? await sameSubmission(client, { task, candidate: candidate.id, predictions })
      : undefined;
  if (flags.dryRun) return tellPlan({ task, predictions, candidate, checks, same }, flags);
  if (!isSound) return tellNothing(checks, flags);

  const finishing = { ...flags, metrics, checks, created: candidate.isNew ?? null, signal };
  if (same) {
    tell(`These predictions were already submitted: ${sameLine(same)}. Nothing was sent.`);
    const shown = flags.publish ? await client.api.submissions.publish.mutate({ submission: same.id }) : same;
    return finish(client, shown, finishing);
  }
  await create(client, candidate, flags);
  const reading = readingOf(flags);
  const words = { task, model: flags.model, candidate: candidate.slug, ...(reading && { reading }) };
  const submission = await client.api.submissions.create.mutate(words);
  const failures = await send(client, { submission, checks, signal });
  if (failures.length > 0) return tellUnfinished({ submission, created: finishing.created, checks, failures }, flags);
  const closing = { submission: submission.id, ...(flags.publish && { publish: true }) };
  return finish(client, await client.api.submissions.close.mutate(closing), finishing);
}

/** @throws UsageError if a name cannot be one */
function checkSlugs(flags: AddFlags): void {
  for (const option of ['task', 'dataset', 'model', 'candidate', 'weights'] as const)
    parseWords(Slug.optional(), flags[option], { '': `--${option}` });
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

/** Says that some predictions, or all, cannot be used. */
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
  /** The submission that holds the same files already. */
  readonly same: Submission | undefined;
}

function tellPlan(plan: Plan, { model, json }: AddFlags): number {
  const { task, predictions, candidate, checks, same } = plan;
  const { notes, refused } = checks;
  const { slug, make } = candidate;
  if (json) {
    const rows = { task, model, candidate: slug, new: make !== undefined, about: make, predictions, notes, refused };
    print(JSON.stringify({ ...rows, same: same?.id ?? null }));
  } else printLines(planLine(plan, model));
  return refused.length === 0 ? exitCode.done : exitCode.someFailed;
}

function planLine({ task, candidate, checks, same }: Plan, model: string): string {
  const { slug, make, isNew } = candidate;
  const { sound, refused } = checks;
  const whose = `of ${model}${isNew === 'model' ? ' (a new model)' : ''}, ${make ? 'a new ' : ''}candidate ${slug}, for ${task}`;
  if (same) return `Would send nothing: ${sameLine(same)}, ${whose}.`;
  if (refused.length === 0) return `Would send ${count(sound.length, 'prediction')} ${whose}.`;
  const them = count(refused.length, 'prediction');
  return `Would send nothing ${whose}: fix ${them} first. ${sound.length.toLocaleString('en')} of ${(sound.length + refused.length).toLocaleString('en')} can be used.`;
}
