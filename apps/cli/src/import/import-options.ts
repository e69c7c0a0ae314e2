import { ClusterKind, TaskObject } from '@cellboard/contract';
import { Option, type Command } from 'commander';
import { addChoiceOptions, planeNumber } from '../label-choice.ts';
import { withServerOptions } from '../server/connect.ts';
import { notStated } from './import-flags.ts';

/**
 * Adds the options that describe a dataset.
 *
 * @param catalogued whether the catalogue has what they leave out
 */
export function addDatasetOptions(command: Command, catalogued: boolean): void {
  const orElse = (otherwise: string) => (catalogued ? '(default: from the catalogue)' : otherwise);
  command
    .option('--dataset <slug>', `short name of the dataset, for addresses ${orElse('(required)')}`)
    .option('--new', 'create the dataset even if there is one of a similar name')
    .option(
      '--licence <licence>',
      `licence of the images, as an SPDX identifier such as CC0-1.0 ${orElse(`(default: ${notStated})`)}`,
    )
    .option('--name <name>', `name of the dataset ${orElse('(default: as --dataset)')}`)
    .option('--description <text>', 'what it shows and how it was made')
    .option(
      '--source <source>',
      `the public dataset that the images are from, such as LIVECell ${orElse('(default: images of your own)')}`,
    )
    .option('--source-url <address>', 'web page of the dataset')
    .option('--citation <text>', 'how to cite it')
    .option('--redistributable', 'the licence lets this site share the files')
    .option('--no-redistributable', 'this site does not share the files, whatever the licence says')
    .option('--task <slug>', 'also make a task of your own from this dataset')
    .option('--task-name <name>', 'name of your own task (default: as the dataset)')
    .option('--primary-metric <id>', 'metric that ranks your own task (default: f1@0.5)');
}

/**
 * Adds the option that says what is outlined, which decides the board: nuclei or cells.
 *
 * @param usual what is taken where it is left out; required without it
 */
export function addObjectOption(
  command: Command,
  { objects = TaskObject.options, usual }: { readonly objects?: readonly TaskObject[]; readonly usual?: TaskObject },
): Command {
  const otherwise = usual === undefined ? 'required' : `default: ${usual}`;
  return command.addOption(
    new Option('--object <object>', `what is outlined; it decides the board (${otherwise})`)
      .choices(objects)
      .makeOptionMandatory(usual === undefined),
  );
}

/** Adds the options of a list of images: columns that state groups of dependent images, and images without truth. */
export function addListOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--image-plane <number>',
        'which plane of the images, from 1, where they hold several: slices first, then frames; --plane is of the label images',
      ).argParser(planeNumber),
    )
    .option('--without-truth', 'also import images without a label image; they are shown and never scored')
    .option('--cluster-column <name>', 'column that names the group of dependent images an image belongs to')
    .addOption(
      new Option('--cluster-kind <kind>', 'what the groups are: frames of a movie, fields of a slide …').choices(
        ClusterKind.options,
      ),
    )
    .option('--plane-z-column <name>', "column of the image's place in a stack, from 0")
    .option('--plane-t-column <name>', "column of the image's place in a movie, from 0");
}

/** Adds the options that say how the label images of a truth are read. */
export function addTruthOptions(command: Command): Command {
  return addChoiceOptions(command, { of: 'the label images' }).option(
    '--no-components',
    'each id is one cell, also where a label image looks like a binary mask, which is otherwise a defect',
  );
}

/** Adds the options that say how an import works. */
export function addImportOptions(command: Command): Command {
  return withServerOptions(command)
    .option('--skip-defects', 'leave out images that cannot be used, and import the rest')
    .option('--drop-tags', 'let images lose tags that they have in the published version of the dataset')
    .option('--no-publish', 'leave the dataset open for more images')
    .option('--report <file>', 'write the quality report with all findings, as JSON')
    .option(
      '--dry-run',
      'only show what would be imported; changes nothing, and needs no server, but asks one that is there what it has of the dataset',
    )
    .option('--json', 'print the result as JSON');
}
