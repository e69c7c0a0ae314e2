import { createInterface } from 'node:readline/promises';
import { visible } from '@cellboard/formats';
import { UsageError } from './usage-error.ts';

/**
 * Asks a question that is answered with yes or no; anything but `y` or `yes` is no.
 *
 * @throws UsageError if nobody answers, as where the input is no terminal and holds nothing
 */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // At a terminal, Ctrl-C reaches only the question; it means the program.
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<undefined>((resolve) => {
    lines.once('close', () => {
      resolve(undefined);
    });
  });
  try {
    const answer = await Promise.race([lines.question(`${visible(question)} [y/N] `, { signal }), ended]);
    if (answer !== undefined) return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
  throw new UsageError('Nobody answered, so nothing was done. Add --yes to go on without a question.');
}
