import { DatasetError } from '@cellboard/datasets';
import { FormatError } from '@cellboard/formats';
import { CellboardError } from '@cellboard/sdk';
import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { createProgram } from './program.ts';
import { fileProblem } from './reason-of.ts';
import { tell } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs a command and prints what went wrong. Sets `process.exitCode`.
 *
 * @param words what stands after `cellboard` on the command line
 * @param interrupted aborted by Ctrl-C
 */
export async function runProgram(words: readonly string[], interrupted: AbortSignal): Promise<void> {
  try {
    await createProgram(interrupted).parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = explain(error, interrupted);
  }
}

/** Prints what went wrong, if commander has not done so already. */
function explain(error: unknown, interrupted: AbortSignal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
  if (interrupted.aborted) {
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
