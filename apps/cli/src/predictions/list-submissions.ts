import { Slug, type Submission } from '@cellboard/contract';
import { allItems } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { connect, type ServerFlags } from '../server/connect.ts';
import { findTask } from '../server/known-names.ts';
import { parseWords } from '../server/parse-words.ts';
import { plainTable } from '../tables.ts';
import { print } from '../terminal.ts';

/** The options of the command line, as commander reads them. */
export interface ListFlags extends ServerFlags {
  readonly task?: string;
  readonly unfinished?: true;
  readonly json?: true;
}

/**
 * Prints the submissions of everyone, since only the operator has a token, the newest first.
 *
 * @returns the exit code
 * @throws UsageError or CellboardError if they cannot be asked for, or there is no such task
 */
export async function listSubmissions(flags: ListFlags, signal: AbortSignal): Promise<number> {
  const task = parseWords(Slug.optional(), flags.task, { '': '--task' });
  const client = await connect(flags, signal);
  if (task !== undefined) await findTask(client, task);
  const query = { task, unfinished: flags.unfinished ?? false };
  const submissions = await allItems((page) => client.api.submissions.mine.query({ ...query, ...page }));
  print(flags.json ? JSON.stringify(submissions) : submissionsTable(submissions, flags));
  if (!flags.json && submissions.length > 0)
    print('\nThese are the submissions of everyone: the operator sees them all.');
  return exitCode.done;
}

function submissionsTable(submissions: readonly Submission[], { task, unfinished }: ListFlags): string {
  if (submissions.length === 0) {
    if (unfinished) return 'No submission waits or is being evaluated.';
    return `There are no submissions${task === undefined ? '' : ` for ${task}`} yet. "cellboard predictions add" sends the first.`;
  }
  const rows = submissions.map((one) => [
    ...[String(one.number), one.model, one.candidate, one.task, datasetsOf(one), one.status],
    ...[`${one.predictionCount} of ${one.imageCount}`, one.createdAt.slice(0, 10), one.id],
  ]);
  const head = ['No.', 'Model', 'Candidate', 'Task', 'Datasets', 'Status', 'Predicted', 'Created', 'Submission'];
  return plainTable(head, rows);
}

/** Those with predictions. */
function datasetsOf({ datasets }: Submission): string {
  const begun = datasets.filter(({ predictionCount }) => predictionCount > 0);
  return begun.map(({ dataset }) => dataset).join(', ') || '–';
}
