import { exitCode } from '../exit-code.ts';
import { connect, type ServerFlags } from '../server/connect.ts';
import { printLines } from '../terminal.ts';
import { checkSubmission, findSubmission } from './find-submission.ts';
import { submissionLine } from './submission-lines.ts';

/** The options of the command line, as commander reads them. */
export interface PublishFlags extends ServerFlags {
  readonly json?: true;
}

/**
 * Lets everyone see a submission.
 *
 * @returns the exit code
 * @throws UsageError or CellboardError if it cannot be done
 */
export async function publishPredictions(id: string, flags: PublishFlags, signal: AbortSignal): Promise<number> {
  checkSubmission(id);
  const client = await connect(flags, signal);
  const found = await findSubmission(client, id);
  const published = await client.api.submissions.publish.mutate({ submission: found.id });
  printLines(flags.json ? JSON.stringify(published) : submissionLine(published));
  return exitCode.done;
}
