import { DatasetError } from '@cellboard/datasets';
import { FormatError } from '@cellboard/formats';
import { CellboardError } from '@cellboard/sdk';
import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { createProgram } from './program.ts';
import { fileProblem, reasonOf } from './reason-of.ts';
import { tell } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
});
// The reader of our output may stop early, as `head` does; a file that it goes to may have no room.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  tell(`error: The output cannot be written: ${reasonOf(error)}.`);
  process.exit(exitCode.usage);
});
// Then there is nobody left to tell.
process.stderr.on('error', () => process.exit(exitCode.usage));

try {
  await createProgram(interrupted.signal).parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** Prints what went wrong, if commander has not done so already. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
  if (interrupted.signal.aborted) {
    tell('Interrupted. Run the same command again to resume.');
    return exitCode.interrupted;
  }
  if (error instanceof UsageError) {
    const [first = '', ...others] = error.lines;
    tell(`error: ${first}`, ...others);
    return exitCode.usage;
  }
  if (error instanceof DatasetError || error instanceof FormatError) {
    tell(`error: ${error.message}`);
    return exitCode.usage;
  }
  if (error instanceof CellboardError) {
    tell(`error: ${error.message}${error.requestId === null ? '' : ` (${error.code}, request ${error.requestId})`}`);
    return exitCode.usage;
  }
  const problem = fileProblem(error);
  if (problem !== undefined) {
    tell(`error: ${problem}`);
    return exitCode.usage;
  }
  tell(
    `This should not have happened. It is a bug in cellboard: ${error instanceof Error ? error.message : String(error)}`,
  );
  tell('Please report it with the command and, if you can, the files.');
  return exitCode.unexpected;
}
