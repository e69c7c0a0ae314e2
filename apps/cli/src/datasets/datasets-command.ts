import { OpenDatasetVersion, PublishDataset, RetireDataset, type Dataset } from '@cellboard/contract';
import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { connect, visit, withServerOptions, withUrlOption, type ServerFlags, type UrlFlag } from '../server/connect.ts';
import { importedDatasets, ofDataset } from '../server/known-names.ts';
import { parseWords } from '../server/parse-words.ts';
import { plainTable } from '../tables.ts';
import { print } from '../terminal.ts';

interface ReasonFlags extends ServerFlags {
  readonly reason: string;
  readonly json?: true;
}

interface OpenFlags extends ServerFlags {
  readonly changes: string;
  readonly json?: true;
}

/** `cellboard datasets`: what there is, and what an operator does with it. */
export function datasetsCommand(signal: AbortSignal): Command {
  return new Command('datasets')
    .description('List and manage the datasets of a server')
    .addCommand(listCommand(signal))
    .addCommand(openVersionCommand(signal))
    .addCommand(publishCommand(signal))
    .addCommand(retireCommand(signal, true))
    .addCommand(retireCommand(signal, false))
    .addHelpText('after', exitCodeHelp);
}

function listCommand(signal: AbortSignal): Command {
  const command = new Command('list')
    .summary('List the datasets of a server')
    .description('Lists the published datasets of a server that have images. Needs no token.');
  return withUrlOption(command)
    .option('--json', 'print the datasets as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async ({ url, json }: UrlFlag & { readonly json?: true }) => {
      const datasets = await importedDatasets(visit(url, signal));
      print(json ? JSON.stringify(datasets) : datasetsTable(datasets));
    });
}

function datasetsTable(datasets: readonly Dataset[]): string {
  if (datasets.length === 0) return 'There is no dataset yet. "cellboard import" makes the first.';
  const rows = datasets.map((dataset) => [
    ...[dataset.slug, String(dataset.version), stateOf(dataset), dataset.boards.map(({ task }) => task).join(', ')],
    ...[dataset.imageCount, dataset.cellCount].map((n) => n.toLocaleString('en')),
  ]);
  return plainTable(['Dataset', 'Version', 'State', 'Tasks', 'Images', 'Cells'], rows);
}

function publishCommand(signal: AbortSignal): Command {
  const command = new Command('publish')
    .summary('Publish the open version of a dataset')
    .description(
      'Publishes the open version of a dataset, such as after several imports with --no-publish. It cannot be changed ' +
        'afterwards. Where one import has all images, publish with that import instead: it also keeps the quality report.',
    )
    .argument('<dataset>', 'slug of the dataset');
  return finished(command).action(async (dataset: string, flags: ServerFlags & { readonly json?: true }) => {
    const input = parseWords(PublishDataset, { dataset }, { dataset: '<dataset>' });
    const client = await connect(flags, signal);
    tellDataset(await ofDataset(client, dataset, client.api.datasets.publish.mutate(input)), flags);
  });
}

function retireCommand(signal: AbortSignal, retired: boolean): Command {
  const command = retired
    ? new Command('retire')
        .summary('Take a dataset out of its tasks')
        .description('Takes a published dataset out of its tasks. Its images, results and addresses are kept.')
    : new Command('restore')
        .summary('Put a retired dataset back into its tasks')
        .description('Puts a retired dataset back into its tasks, with the results that it had there.');
  command.argument('<dataset>', 'slug of the dataset').requiredOption('--reason <text>', 'why, for the history');
  return finished(command).action(async (dataset: string, { reason, ...flags }: ReasonFlags) => {
    const words = { dataset, retired, reason };
    const input = parseWords(RetireDataset, words, { dataset: '<dataset>', reason: '--reason' });
    const client = await connect(flags, signal);
    tellDataset(await ofDataset(client, dataset, client.api.datasets.retire.mutate(input)), flags);
  });
}

function openVersionCommand(signal: AbortSignal): Command {
  const command = new Command('open-version')
    .summary('Open the next version of a published dataset')
    .description(
      'Opens the next version of a published dataset, to correct or add images. It is empty: import all of its images ' +
        'into it with "cellboard import", which also publishes it. The published version stays as it is until then.',
    )
    .argument('<dataset>', 'slug of the dataset')
    .requiredOption('--changes <text>', 'what will be different from the version before');
  return finished(command).action(async (dataset: string, { changes, ...flags }: OpenFlags) => {
    const input = parseWords(OpenDatasetVersion, { dataset, changes }, { dataset: '<dataset>', changes: '--changes' });
    const client = await connect(flags, signal);
    tellDataset(await ofDataset(client, dataset, client.api.datasets.openVersion.mutate(input)), flags);
  });
}

function finished(command: Command): Command {
  return withServerOptions(command).option('--json', 'print the dataset as JSON').addHelpText('after', exitCodeHelp);
}

/** Prints what the dataset is now. */
function tellDataset(dataset: Dataset, { json }: { readonly json?: true }): void {
  const { slug, version, boards } = dataset;
  if (json) {
    print(JSON.stringify(dataset));
    return;
  }
  const tasks = boards.map(({ task }) => task).join(', ');
  print(
    `${slug}, version ${String(version)}: ${stateOf(dataset)}; ${tasks === '' ? 'in no task' : `in the tasks ${tasks}`}.`,
  );
}

function stateOf({ published, retired }: Dataset): string {
  if (!published) return 'open for images';
  return retired ? 'retired' : 'published';
}
