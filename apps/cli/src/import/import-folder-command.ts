import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { addPairOptions } from '../label-choice.ts';
import { nearest } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import type { ImportFlags } from './import-flags.ts';
import { importFolder } from './import-folder.ts';
import { importLayoutCommands } from './import-layout-command.ts';
import {
  addDatasetOptions,
  addImportOptions,
  addListOptions,
  addObjectOption,
  addTruthOptions,
} from './import-options.ts';

/** `cellboard import`: one subcommand for each layout of datasets. */
export function importCommand(signal: AbortSignal): Command {
  const command = new Command('import').description('Import a dataset into a running server');
  for (const { layout, hidden } of [
    { layout: importFolderCommand(signal), hidden: false },
    ...importLayoutCommands(signal),
  ])
    command.addCommand(layout, { hidden });
  command.on('command:*', ([given = '']: string[]) => {
    throw new UsageError(unknownLayout(given, command));
  });
  return command.addHelpText('after', exitCodeHelp);
}

/** Layouts have short names, such as "dsb2018", of which people type a part. */
function unknownLayout(given: string, { commands }: Command): string {
  const names = commands.map((command) => command.name());
  const alike = names.filter((name) => given.length > 1 && name.startsWith(given.toLowerCase()));
  const meant = alike.length > 0 ? alike.join(' or ') : nearest(given, names);
  return (
    `"import ${given}" is not a command.${meant === undefined ? '' : ` Did you mean ${meant}?`} ` +
    'For images of your own, use "cellboard import folder <folder>". "cellboard import --help" lists all layouts.'
  );
}

function importFolderCommand(signal: AbortSignal): Command {
  const command = new Command('folder')
    .summary('Import a folder of images and a folder of label images')
    .description(
      'Imports images with their truth into a dataset of a running server and publishes it. Images and label images are ' +
        'paired by their names. The same command again sends only what is missing.',
    )
    .argument('<folder>', 'folder with the folders "images" and "labels"');
  addDatasetOptions(command, false);
  addObjectOption(command, {});
  addTagOptions(command);
  addListOptions(command);
  addTruthOptions(command);
  addPairOptions(command);
  return addImportOptions(command)
    .addHelpText('after', exitCodeHelp)
    .action(async (folder: string, flags: ImportFlags) => {
      process.exitCode = await importFolder(folder, flags, signal);
    });
}

function addTagOptions(command: Command): void {
  command
    .option('--images <folder>', 'folder of the images (default: <folder>/images)')
    .option('--labels <folder>', 'folder of the label images (default: <folder>/labels)')
    .option('--manifest <file>', 'CSV file with a line for each image, for the tags')
    .option('--id-column <name>', 'column of the manifest that names the image', 'id')
    .option(
      '--cell-type <text>',
      'cell type of all images (default: "not stated"); before the text of the column if both are given',
    )
    .option('--cell-type-column <name>', 'column of the cell type')
    .option('--modality <text>', 'imaging modality of all images (default: "not stated")')
    .option(
      '--modality-column <name>',
      'column of the modality; texts such as "fluorescence-small" become "fluorescence"',
    )
    .option('--stain <text>', 'stain of all images')
    .option('--stain-column <name>', 'column of the stain')
    .option('--tissue <text>', 'tissue of all images')
    .option('--tissue-column <name>', 'column of the tissue')
    .option('--pixel-size <um>', 'side of a pixel in micrometres')
    .option('--pixel-size-column <name>', 'column of the pixel size')
    .option('--split-column <name>', 'column of the split, such as train or test');
}
