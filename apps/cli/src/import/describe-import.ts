import type { Command } from 'commander';
import { withServerOptions } from '../server/connect.ts';
import { notStated } from './import-flags.ts';

/**
 * Adds the options that describe a dataset and its task.
 *
 * @param catalogued whether the catalogue knows what they leave out
 */
export function describeDataset(command: Command, catalogued: boolean): void {
  const orElse = (otherwise: string) => (catalogued ? '(from the catalogue if left out)' : otherwise);
  command
    .option('--dataset <slug>', `short name of the dataset, for addresses ${orElse('(needed)')}`)
    .option(
      '--licence <licence>',
      `licence of the images, as an SPDX identifier such as CC0-1.0 ${orElse(`(${notStated} if left out)`)}`,
    )
    .option('--name <name>', `name of the dataset ${orElse('(as the slug if left out)')}`)
    .option('--description <text>', 'what it shows and how it was made')
    .option('--source-url <address>', 'where it comes from')
    .option('--citation <text>', 'how to cite it')
    .option('--redistributable', 'the licence lets this site hand the files on')
    .option('--no-redistributable', 'the files stay on this site, whatever the licence says')
    .option('--task <slug>', 'also make a task of all its images')
    .option('--task-name <name>', 'name of the task (as the dataset if left out)')
    .option('--primary-metric <id>', 'metric that ranks the task (f1@0.5 if left out)');
}

/** Adds the options that say how an import goes about its work. */
export function describeImport(command: Command): Command {
  return withServerOptions(command)
    .option('--skip-defects', 'import the rest where some images cannot be used')
    .option('--no-publish', 'leave the dataset open for more images')
    .option('--report <file>', 'write the quality report with all findings, as JSON')
    .option('--dry-run', 'only say what would be imported; needs no server')
    .option('--json', 'print the result as JSON');
}
