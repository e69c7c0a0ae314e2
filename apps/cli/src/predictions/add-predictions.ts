import type { Submission, SubmissionFiles } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { connect } from '../server/connect.ts';
import { readHashed, uploadAll } from '../server/upload-all.ts';
import { count, print, tell, tellList } from '../terminal.ts';
import { planCheckpoint, type CheckpointPlan } from './checkpoint.ts';
import { finish } from './finish.ts';
import { holdsExactly, matchPredictions, type PredictionFile } from './match-predictions.ts';
import type { AddFlags } from './add-flags.ts';

/**
 * Hands in a folder of predictions and waits for their evaluation.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function addPredictions(folder: string, flags: AddFlags, signal: AbortSignal): Promise<number> {
  const client = await connect(flags, signal);
  await client.api.tasks.get.query({ task: flags.task });
  const checkpoint = await planCheckpoint(client, flags);
  const last = await lastSubmission(client, flags.task, checkpoint);
  if (flags.dryRun)
    return tellPlan(await matchPredictions(folder, await imageNames(client, flags.task)), checkpoint, flags);

  const settled =
    last && last.status !== 'open' && last.status !== 'rejected' ? await filesOf(client, last) : undefined;
  if (last && settled && (await holdsExactly(settled, await matchPredictions(folder, namesOf(settled))))) {
    tell('These very predictions have been handed in before; nothing was sent.');
    return finish(client, last, { flags, signal });
  }
  if (checkpoint.make) await client.api.models.create.mutate(checkpoint.make);
  const submission = await client.api.submissions.create.mutate({
    task: flags.task,
    model: flags.model,
    checkpoint: checkpoint.slug,
  });
  const there = await filesOf(client, submission);
  const predictions = await matchPredictions(folder, namesOf(there));
  if (!(await send(client, { submission, there, predictions, signal }))) return exitCode.someFailed;
  return finish(client, await client.api.submissions.close.mutate({ submission: submission.id }), { flags, signal });
}

/** The newest submission of the checkpoint for the task. */
async function lastSubmission(
  client: CellboardClient,
  task: string,
  checkpoint: CheckpointPlan,
): Promise<Submission | undefined> {
  if (checkpoint.make) return undefined;
  const submissions = await client.api.submissions.list.query({ task, limit: 500 });
  return submissions.find(({ checkpointId }) => checkpointId === checkpoint.id);
}

function filesOf(client: CellboardClient, { id }: Submission): Promise<SubmissionFiles> {
  return client.api.submissions.files.query({ submission: id });
}

function namesOf(files: SubmissionFiles): string[] {
  return files.map(({ image }) => image);
}

/** The names of a task's images, without making a submission: those that any has, else as many as the gallery shows. */
async function imageNames(client: CellboardClient, task: string): Promise<string[]> {
  const [any] = await client.api.submissions.list.query({ task, limit: 1 });
  if (any) return namesOf(await filesOf(client, any));
  const { images, total } = await client.api.images.list.query({ task, limit: 200 });
  if (total > images.length)
    tell(
      `Only ${String(images.length)} of the task's ${String(total)} images can be looked at before the first submission.`,
    );
  return images.map(({ name }) => name);
}

interface Sending {
  readonly submission: Submission;
  readonly there: SubmissionFiles;
  readonly predictions: readonly PredictionFile[];
  readonly signal: AbortSignal;
}

/** Sends what is not there yet; whether all of it arrived. */
async function send(client: CellboardClient, { submission, there, predictions, signal }: Sending): Promise<boolean> {
  const known = new Map<string, string | null>(there.map(({ image, sha256 }) => [image, sha256]));
  const { sent, unchanged, failures } = await uploadAll({
    items: predictions,
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
    `${count(failures.length, 'prediction')} could not be sent:`,
    failures.map(({ name, message }) => `${name}: ${message}`),
  );
  tell('Nothing was evaluated. Mend them and give the same command again: what has been sent is not sent twice.');
  return false;
}

function tellPlan(
  predictions: readonly PredictionFile[],
  checkpoint: CheckpointPlan,
  { task, model, json }: AddFlags,
): number {
  const made = checkpoint.make !== undefined;
  if (json) print(JSON.stringify({ task, model, checkpoint: checkpoint.slug, new: made, predictions }));
  else
    print(
      `Would send ${count(predictions.length, 'prediction')} of ${model}, ${made ? 'a new ' : ''}checkpoint ${checkpoint.slug}, for ${task}.`,
    );
  return exitCode.done;
}
