import { exitCode } from '../exit-code.ts';
import { connect, type ServerFlags } from '../server/connect.ts';
import { print, printLines, tell } from '../terminal.ts';
import { checkSubmission, findSubmission } from './find-submission.ts';
import { boardAddress, datasetLines, failureOf, publishLines, submissionLine } from './submission-lines.ts';
import { untilEvaluated } from './until-evaluated.ts';

/** The options of the command line, as commander reads them. */
export interface StatusFlags extends ServerFlags {
  readonly wait?: true;
  readonly json?: true;
}

/**
 * Prints how far a submission is.
 *
 * @returns the exit code
 * @throws UsageError or CellboardError if it cannot be asked
 */
export async function predictionsStatus(id: string, flags: StatusFlags, signal: AbortSignal): Promise<number> {
  checkSubmission(id);
  const client = await connect(flags, signal);
  const found = await findSubmission(client, id);
  const latest = flags.wait ? await untilEvaluated(client, found, signal) : found;
  const failure = failureOf(latest);
  if (failure) tell(...failure);
  if (flags.json) print(JSON.stringify(latest));
  else {
    printLines(submissionLine(latest), ...datasetLines(latest).map((line) => `  ${line}`));
    if (latest.status === 'scored') printLines(...publishLines(latest), `Board: ${boardAddress(flags.url, latest)}`);
  }
  return failure === undefined ? exitCode.done : exitCode.someFailed;
}
