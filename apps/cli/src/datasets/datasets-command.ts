import { OpenDatasetVersion, RetireDataset, type Dataset } from '@cellboard/contract';
import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { connect, withServerOptions, type ServerFlags } from '../server/connect.ts';
import { parseWords } from '../server/parse-words.ts';
import { print } from '../terminal.ts';

interface ReasonFlags extends ServerFlags {
  readonly reason: string;
  readonly json?: true;
}

interface OpenFlags extends ServerFlags {
  readonly changes: string;
  readonly json?: true;
}

/** `cellboard datasets`: what an operator does with published datasets. */
export function datasetsCommand(signal: AbortSignal): Command {
  return new Command('datasets')
    .description('take datasets of a running server out of their tasks, put them back, and open new versions')
    .addCommand(retireCommand(signal, true))
    .addCommand(retireCommand(signal, false))
    .addCommand(openVersionCommand(signal))
    .addHelpText('after', exitCodeHelp);
}

function retireCommand(signal: AbortSignal, retired: boolean): Command {
  const command = retired
    ? new Command('retire')
        .summary('take a dataset out of its tasks')
        .description('Takes a published dataset out of its tasks. Its images, results and addresses are kept.')
    : new Command('restore')
        .summary('put a retired dataset back into its tasks')
        .description('Puts a retired dataset back into its tasks, with the results that it had there.');
  command.argument('<dataset>', 'slug of the dataset').requiredOption('--reason <text>', 'why, for the history');
  return finished(command).action(async (dataset: string, { reason, ...flags }: ReasonFlags) => {
    const words = { dataset, retired, reason };
    const input = parseWords(RetireDataset, words, { dataset: '<dataset>', reason: '--reason' });
    const client = await connect(flags, signal);
    tellDataset(await client.api.datasets.retire.mutate(input), flags);
  });
}

function openVersionCommand(signal: AbortSignal): Command {
  const command = new Command('open-version')
    .summary('open the next version of a published dataset')
    .description(
      'Opens the next version of a published dataset, to correct or add images. It is empty: import all of its images ' +
        'into it with "cellboard import", which also publishes it. The published version stays as it is until then.',
    )
    .argument('<dataset>', 'slug of the dataset')
    .requiredOption('--changes <text>', 'what will be different from the version before');
  return finished(command).action(async (dataset: string, { changes, ...flags }: OpenFlags) => {
    const input = parseWords(OpenDatasetVersion, { dataset, changes }, { dataset: '<dataset>', changes: '--changes' });
    const client = await connect(flags, signal);
    tellDataset(await client.api.datasets.openVersion.mutate(input), flags);
  });
}

function finished(command: Command): Command {
  return withServerOptions(command).option('--json', 'print the dataset as JSON').addHelpText('after', exitCodeHelp);
}

/** Prints what the dataset is now. */
function tellDataset(dataset: Dataset, { json }: { readonly json?: true }): void {
  const { slug, version, published, retired, boards } = dataset;
  if (json) {
    print(JSON.stringify(dataset));
    return;
  }
  const state = published ? (retired ? 'retired' : 'published') : 'open for images';
  const tasks = boards.map(({ task }) => task).join(', ');
  print(`${slug}, version ${String(version)}: ${state}; ${tasks === '' ? 'in no task' : `in the tasks ${tasks}`}.`);
}
