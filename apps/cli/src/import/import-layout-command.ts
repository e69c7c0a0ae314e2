import { catalogDatasetFor } from '@cellboard/catalog';
import { publishedLayouts, type PublishedLayout } from '@cellboard/datasets';
import { Command, Option } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import type { LayoutFlags } from './import-flags.ts';
import { importLayout } from './import-layout.ts';
import {
  addDatasetOptions,
  addImportOptions,
  addListOptions,
  addObjectOption,
  addTruthOptions,
} from './import-options.ts';

/** A subcommand for each layout in which a dataset's authors publish it. */
export function importLayoutCommands(signal: AbortSignal): { readonly layout: Command; readonly hidden: boolean }[] {
  return Object.entries(publishedLayouts).map(([id, layout]) => ({
    layout: layoutCommand({ id, layout }, signal),
    // A dataset that cannot be imported has a command that says why, which nobody needs to find in a list.
    hidden: (catalogDatasetFor(id)?.facts.ineligible ?? null) !== null,
  }));
}

/** What the layouts of formats are, which people write with tools of their own. */
const formats: Readonly<Record<string, string>> = {
  coco: 'images with COCO annotations',
  npz: 'NumPy archives that hold images with their label images',
  csv: 'images and label images that a CSV file lists',
};

function summaryOf(id: string, { name, outlines }: PublishedLayout): string {
  const objects = outlines.map((object) => (object === 'nucleus' ? 'nuclei' : 'cells')).join(' and ');
  return `Import ${formats[id] ?? `${name}, a public dataset of ${objects}`}`;
}

function layoutCommand({ id, layout }: { id: string; layout: PublishedLayout }, signal: AbortSignal): Command {
  const catalogued = catalogDatasetFor(id) !== undefined;
  const command = new Command(id)
    .summary(summaryOf(id, layout))
    .description(
      `${layout.description} First everything is checked, then what is missing on the server is sent, and the dataset is published.`,
    )
    .argument(
      '<folder>',
      catalogued
        ? 'folder with the files of the dataset, unpacked or as the zip archives that were downloaded; or one archive'
        : 'folder with the files',
    );
  addDatasetOptions(command, catalogued);
  const { overlap = 'smaller' } = layout;
  const [usual] = layout.outlines;
  addObjectOption(command, { objects: layout.outlines, ...(catalogued && { usual }) });
  if (layout.parts !== null) command.option('--part <part>', `only one part: ${layout.parts}`);
  if (layout.listed) addTruthOptions(addListOptions(command));
  if (layout.classes) command.option('--class <name>', 'which category of the annotations, where there are several');
  return addImportOptions(command)
    .addOption(
      new Option('--overlap <rule>', `which cell keeps a pixel that several claim (default: ${overlap})`).choices([
        'smaller',
        'larger',
        'later',
        'refuse',
      ]),
    )
    .option('--cell-type <text>', 'cell type of all images, instead of what the dataset states')
    .option('--modality <text>', 'imaging modality of all images')
    .option('--stain <text>', 'stain of all images')
    .option('--tissue <text>', 'tissue of all images')
    .option('--pixel-size <um>', 'side of a pixel in micrometres')
    .addHelpText('after', exitCodeHelp)
    .action(async (root: string, flags: LayoutFlags) => {
      process.exitCode = await importLayout({ id, layout, root }, flags, signal);
    });
}
