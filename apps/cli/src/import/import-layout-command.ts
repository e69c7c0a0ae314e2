import { catalogDatasetFor, publishedLayouts, type PublishedLayout } from '@cellboard/datasets';
import { Command, Option } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { describeDataset, describeImport } from './describe-import.ts';
import type { LayoutFlags } from './import-flags.ts';
import { importLayout } from './import-layout.ts';

/** A subcommand for each layout in which a dataset's authors publish it. */
export function importLayoutCommands(signal: AbortSignal): Command[] {
  return Object.entries(publishedLayouts).map(([id, layout]) => layoutCommand({ id, layout }, signal));
}

function layoutCommand({ id, layout }: { id: string; layout: PublishedLayout }, signal: AbortSignal): Command {
  const command = new Command(id)
    .summary(`import ${layout.name}`)
    .description(
      `${layout.description} First everything is checked, then what is not there yet is sent, and the dataset is published.`,
    )
    .argument('<folder>', 'folder into which the dataset was unpacked');
  describeDataset(command, catalogDatasetFor(id) !== undefined);
  if (layout.parts !== null) command.option('--part <part>', `only one part: ${layout.parts}`);
  return describeImport(command)
    .addOption(
      new Option('--object <object>', `what is outlined (${layout.outlines[0]} if left out)`).choices(layout.outlines),
    )
    .addOption(
      new Option('--overlap <rule>', 'which cell keeps a pixel that several claim (smaller if left out)').choices([
        'smaller',
        'larger',
        'later',
        'refuse',
      ]),
    )
    .option('--cell-type <words>', 'cell type of all images, above what the dataset says')
    .option('--modality <words>', 'imaging modality of all images')
    .option('--stain <words>', 'stain of all images')
    .option('--tissue <words>', 'tissue of all images')
    .option('--pixel-size <um>', 'side of a pixel in micrometres')
    .addHelpText('after', exitCodeHelp)
    .action(async (root: string, flags: LayoutFlags) => {
      process.exitCode = await importLayout({ id, layout, root }, flags, signal);
    });
}
