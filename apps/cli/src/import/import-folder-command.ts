import { Command, Option } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { withServerOptions } from '../server/connect.ts';
import { notStated, type ImportFlags } from './import-flags.ts';
import { importFolder } from './import-folder.ts';

/** `cellboard import`: one subcommand for each layout of datasets. */
export function importCommand(signal: AbortSignal): Command {
  return new Command('import')
    .description('bring a dataset into a running server')
    .addCommand(importFolderCommand(signal))
    .addHelpText('after', exitCodeHelp);
}

function importFolderCommand(signal: AbortSignal): Command {
  const command = new Command('folder')
    .summary('import a folder of images and a folder of label images')
    .description(
      'Brings images with their truth into a dataset of a running server and publishes it. Images and label images are ' +
        'paired by their names. The same command again sends only what is not there yet.',
    )
    .argument('<folder>', 'folder with the folders "images" and "labels"')
    .requiredOption('--dataset <slug>', 'short name of the dataset, for addresses')
    .option('--licence <licence>', 'licence of the images, as an SPDX identifier such as CC0-1.0', notStated);
  describeDataset(command);
  describeTags(command);
  return withServerOptions(command)
    .option('--skip-defects', 'import the rest where some images cannot be used')
    .option('--no-publish', 'leave the dataset open for more images')
    .option('--dry-run', 'only say what would be imported; needs no server')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (folder: string, flags: ImportFlags) => {
      process.exitCode = await importFolder(folder, flags, signal);
    });
}

function describeDataset(command: Command): void {
  command
    .option('--name <name>', 'name of the dataset (as the slug if left out)')
    .option('--description <text>', 'what it shows and how it was made')
    .option('--source-url <address>', 'where it comes from')
    .option('--citation <text>', 'how to cite it')
    .option('--redistributable', 'the licence lets this site hand the files on')
    .option('--task <slug>', 'also make a task of all its images')
    .option('--task-name <name>', 'name of the task (as the dataset if left out)')
    .addOption(new Option('--object <object>', 'what is outlined').choices(['cell', 'nucleus']).default('cell'))
    .option('--primary-metric <id>', 'metric that ranks the task (f1@0.5 if left out)');
}

function describeTags(command: Command): void {
  command
    .option('--images <folder>', 'folder of the images, if not <folder>/images')
    .option('--labels <folder>', 'folder of the label images, if not <folder>/labels')
    .option('--manifest <file>', 'CSV file with a line for each image, for the tags')
    .option('--id-column <name>', 'column of the manifest that names the image', 'id')
    .option(
      '--cell-type <words>',
      'cell type of all images ("not stated" if left out); before the word of the column if both are given',
    )
    .option('--cell-type-column <name>', 'column of the cell type')
    .option('--modality <words>', 'imaging modality of all images ("not stated" if left out)')
    .option(
      '--modality-column <name>',
      'column of the modality; words such as "fluorescence-small" become "fluorescence"',
    )
    .option('--stain <words>', 'stain of all images')
    .option('--stain-column <name>', 'column of the stain')
    .option('--tissue <words>', 'tissue of all images')
    .option('--tissue-column <name>', 'column of the tissue')
    .option('--pixel-size <um>', 'side of a pixel in micrometres')
    .option('--pixel-size-column <name>', 'column of the pixel size');
}
