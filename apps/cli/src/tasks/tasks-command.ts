import type { Task } from '@cellboard/contract';
import { allItems } from '@cellboard/sdk';
import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { lookUp, withServerOptions, type ServerFlags } from '../server/connect.ts';
import { plainTable } from '../tables.ts';
import { print } from '../terminal.ts';

interface TasksFlags extends ServerFlags {
  readonly json?: true;
}

/** `cellboard tasks`: what predictions can be submitted to. */
export function tasksCommand(signal: AbortSignal): Command {
  const command = new Command('tasks')
    .summary('List the tasks of a server')
    .description('Lists the tasks of a running server. Each has a leaderboard and takes predictions. Needs no token.');
  return withServerOptions(command)
    .option('--json', 'print the tasks as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async ({ json, ...flags }: TasksFlags) => {
      const client = await lookUp(flags, signal);
      const tasks = await allItems((page) => client.api.tasks.list.query(page));
      print(json ? JSON.stringify(tasks) : tasksTable(tasks));
    });
}

function tasksTable(tasks: readonly Task[]): string {
  if (tasks.length === 0) return 'There is no task yet. "cellboard import" makes the first.';
  const rows = tasks.map(({ slug, name, object, datasets, imageCount, candidateCount }) => [
    ...[slug, name, object === 'nucleus' ? 'nuclei' : 'cells', datasets.map((one) => one.slug).join(', ') || '–'],
    ...[imageCount, candidateCount].map((n) => n.toLocaleString('en')),
  ]);
  return plainTable(['Task', 'Name', 'Outlined', 'Datasets', 'Images', 'Candidates'], rows);
}
