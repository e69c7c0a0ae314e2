import { WithdrawSubmission } from '@cellboard/contract';
import { confirm } from '../confirm.ts';
import { exitCode } from '../exit-code.ts';
import { connect, type ServerFlags } from '../server/connect.ts';
import { parseWords } from '../server/parse-words.ts';
import { printLines, tell } from '../terminal.ts';
import { checkSubmission, findSubmission } from './find-submission.ts';
import { submissionLine } from './submission-lines.ts';

/** The options of the command line, as commander reads them. */
export interface WithdrawFlags extends ServerFlags {
  readonly reason?: string;
  readonly yes?: true;
  readonly json?: true;
}

/**
 * Takes a submission off the board, after asking; ends one that is not scored yet.
 *
 * @returns the exit code
 * @throws UsageError or CellboardError if it cannot be done
 */
export async function withdrawPredictions(id: string, flags: WithdrawFlags, signal: AbortSignal): Promise<number> {
  const { reason, yes, json } = flags;
  checkSubmission(id);
  const words = parseWords(WithdrawSubmission.pick({ reason: true }), { reason }, { reason: '--reason' });
  const client = await connect(flags, signal);
  const found = await findSubmission(client, id);
  const isUnfinished = ['open', 'queued', 'running'].includes(found.status);
  if (!isUnfinished && found.publication !== 'published') {
    tell('It is on no board; nothing was changed.');
    printLines(json ? JSON.stringify(found) : submissionLine(found));
    return exitCode.done;
  }
  if (
    !yes &&
    !(await confirm(
      `${submissionLine(found)}\n${isUnfinished ? 'Cancel it? It is not scored yet, and nothing brings it back.' : 'Withdraw it?'}`,
      signal,
    ))
  ) {
    tell('Nothing was withdrawn.');
    return exitCode.someFailed;
  }
  const change = isUnfinished ? client.api.submissions.cancel : client.api.submissions.withdraw;
  const withdrawn = await change.mutate({ submission: found.id, ...words });
  printLines(json ? JSON.stringify(withdrawn) : submissionLine(withdrawn));
  return exitCode.done;
}
