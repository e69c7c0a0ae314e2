import { Slug, type Rescoring } from '@cellboard/contract';
import { allItems } from '@cellboard/sdk';
import { Command } from 'commander';
import { exitCode, exitCodeHelp } from '../exit-code.ts';
import { connect, withServerOptions, type ServerFlags } from '../server/connect.ts';
import { findTask } from '../server/known-names.ts';
import { parseWords } from '../server/parse-words.ts';
import { count, print } from '../terminal.ts';

interface RescoreFlags extends ServerFlags {
  readonly json?: true;
}

/** `cellboard rescore`: brings boards to the newest versions of the metrics. */
export function rescoreCommand(signal: AbortSignal): Command {
  const command = new Command('rescore')
    .summary('Score leaderboards again after a metric changed')
    .description(
      'Evaluates results again where a metric has a newer version than they have. Leaderboards keep the old results ' +
        'until the new ones are ready. Run it after an update of the server that changes a metric.',
    )
    .argument('[tasks...]', 'tasks to score again (default: all)');
  return withServerOptions(command)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (tasks: string[], flags: RescoreFlags) => {
      process.exitCode = await rescore(tasks, flags, signal);
    });
}

async function rescore(named: readonly string[], flags: RescoreFlags, signal: AbortSignal): Promise<number> {
  for (const task of named) parseWords(Slug, task, { '': `"${task}"` });
  const client = await connect(flags, signal);
  const all = async () => (await allItems((page) => client.api.tasks.list.query(page))).map(({ slug }) => slug);
  const tasks: (Rescoring & { readonly task: string })[] = [];
  const found = async () => Promise.all(named.map(async (task) => (await findTask(client, task)).slug));
  for (const task of named.length > 0 ? await found() : await all()) {
    tasks.push({ task, ...(await client.api.evaluations.rescore.mutate({ task })) });
  }
  if (flags.json) print(JSON.stringify(tasks));
  else for (const one of tasks) print(lineOf(one));
  return exitCode.done;
}

function lineOf({ task, evaluations, images }: Rescoring & { readonly task: string }): string {
  if (evaluations === 0) return `${task}: nothing to do. Every result has the newest metrics, or is being evaluated.`;
  return `${task}: ${count(evaluations, 'evaluation')} of ${count(images, 'image')} queued.`;
}
