import { DescribeDataset, OpenDatasetVersion, PublishDataset, RetireDataset, type Dataset } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { connect, lookUp, withServerOptions, type ServerFlags } from '../server/connect.ts';
import { changesRows, joinedBoards, joinedLines } from '../server/joined-boards.ts';
import { importedDatasets, ofDataset, openDatasets } from '../server/known-names.ts';
import { catalogueCommand } from './get/catalogue-command.ts';
import { getCommand } from './get/get-command.ts';
import { parseWords } from '../server/parse-words.ts';
import { plainTable } from '../tables.ts';
import { print, printLines, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface ReasonFlags extends ServerFlags {
  readonly reason: string;
  readonly json?: true;
}

interface DescribeFlags extends ReasonFlags {
  readonly name?: string;
  readonly description?: string;
  readonly licence?: string;
  readonly redistributable?: boolean;
  readonly sourceUrl?: string;
  readonly citation?: string;
}

interface OpenFlags extends ServerFlags {
  readonly changes: string;
  readonly json?: true;
}

/** `cellboard datasets`: what there is, and what an operator does with it. */
export function datasetsCommand(signal: AbortSignal): Command {
  return new Command('datasets')
    .description('List, download and manage datasets')
    .addCommand(listCommand(signal))
    .addCommand(catalogueCommand())
    .addCommand(getCommand(signal))
    .addCommand(openVersionCommand(signal))
    .addCommand(publishCommand(signal))
    .addCommand(describeCommand(signal))
    .addCommand(retireCommand(signal, true))
    .addCommand(retireCommand(signal, false))
    .addHelpText('after', exitCodeHelp);
}

function listCommand(signal: AbortSignal): Command {
  const command = new Command('list')
    .summary('List the datasets of a server')
    .description(
      'Lists the published datasets of a server that have images. With the operator token, versions that are still ' +
        'open for images are listed too.',
    );
  return withServerOptions(command)
    .option('--json', 'print the datasets as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async ({ json, ...flags }: ServerFlags & { readonly json?: true }) => {
      const datasets = await allDatasets(await lookUp(flags, signal));
      print(json ? JSON.stringify(datasets) : datasetsTable(datasets));
    });
}

/** Published datasets, each before its open version; then those that were never published. */
async function allDatasets(client: CellboardClient): Promise<Dataset[]> {
  const [published, open] = [await importedDatasets(client), await openDatasets(client)];
  const slugs = new Set(published.map(({ slug }) => slug));
  return [
    ...published.flatMap((dataset) => [dataset, ...open.filter(({ slug }) => slug === dataset.slug)]),
    ...open.filter(({ slug }) => !slugs.has(slug)),
  ];
}

function datasetsTable(datasets: readonly Dataset[]): string {
  if (datasets.length === 0) return 'There is no dataset yet. "cellboard import" makes the first.';
  const rows = datasets.map((dataset) => [
    ...[dataset.slug, String(dataset.version), stateOf(dataset), tasksOf(dataset).join(', ') || '–'],
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
    const open = (await openDatasets(client)).find(({ slug }) => slug === dataset);
    const joins = open ? await joinedBoards(client, open) : [];
    if (joins.some(changesRows)) tell(...joinedLines(joins));
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

function describeCommand(signal: AbortSignal): Command {
  const command = new Command('describe')
    .summary('Rename a dataset, or correct its description')
    .description(
      'Replaces the name or other text of a published dataset. Its slug, its images and its results stay as they are. ' +
        'What you leave out does not change.',
    )
    .argument('<dataset>', 'slug of the dataset')
    .option('--name <name>', 'new name')
    .option('--description <text>', 'what it shows and how it was made')
    .option('--licence <licence>', 'licence of the images, as an SPDX identifier such as CC0-1.0')
    .option('--redistributable', 'the licence lets this site share the files')
    .option('--no-redistributable', 'this site does not share the files, whatever the licence says')
    .option('--source-url <address>', 'web page of the dataset')
    .option('--citation <text>', 'how to cite it')
    .requiredOption('--reason <text>', 'why, for the history');
  return finished(command).action(async (dataset: string, flags: DescribeFlags) => {
    const { name, description, licence, redistributable, sourceUrl, citation, reason } = flags;
    const words = given({ name, description, licence, redistributable, sourceUrl, citation });
    if (Object.keys(words).length === 0)
      throw new UsageError('Nothing to change was given. Name it, such as --name "My images".');
    const input = parseWords(
      DescribeDataset,
      { dataset, reason, ...words },
      {
        dataset: '<dataset>',
        name: '--name',
        description: '--description',
        licence: '--licence',
        sourceUrl: '--source-url',
        citation: '--citation',
        reason: '--reason',
      },
    );
    const client = await connect(flags, signal);
    tellDataset(await ofDataset(client, dataset, client.api.datasets.describe.mutate(input)), flags);
  });
}

/** The options that were given. */
function given(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function finished(command: Command): Command {
  return withServerOptions(command).option('--json', 'print the dataset as JSON').addHelpText('after', exitCodeHelp);
}

/** Prints what the dataset is now. */
function tellDataset(dataset: Dataset, { json }: { readonly json?: true }): void {
  const { slug, version } = dataset;
  if (json) {
    print(JSON.stringify(dataset));
    return;
  }
  const tasks = tasksOf(dataset).join(', ');
  const named = dataset.name === slug ? slug : `${slug} (${dataset.name})`;
  printLines(
    `${named}, version ${String(version)}: ${stateOf(dataset)}; ${tasks === '' ? 'in no task' : `in the tasks ${tasks}`}.`,
  );
}

/** The tasks that a version is in; an open one is in none, although the one before may be. */
function tasksOf({ published, boards }: Dataset): string[] {
  return published ? boards.map(({ task }) => task) : [];
}

function stateOf({ published, retired }: Dataset): string {
  if (!published) return 'open for images';
  return retired ? 'retired' : 'published';
}
