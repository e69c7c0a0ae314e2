import { catalogDatasets } from '@cellboard/catalog';
import { TaskObject } from '@cellboard/contract';
import { Command, Option } from 'commander';
import { exitCodeHelp } from '../../exit-code.ts';
import { addImportOptions } from '../../import/import-options.ts';
import { namesInstead } from '../../unknown-name.ts';
import { UsageError } from '../../usage-error.ts';
import { getDataset, type GetFlags } from './get-dataset.ts';

/** `cellboard datasets get`: a catalogued dataset from its provider. */
export function getCommand(signal: AbortSignal): Command {
  const command = new Command('get')
    .summary('Download a public dataset from its provider')
    .description(
      'Downloads the files of a dataset of the catalogue from its provider, after you have seen its licence. Run it again ' +
        'to complete what was cut off. Where that takes an account or a form, it says what to do by hand.',
    )
    .argument('<dataset>', 'slug or name of the dataset, as the catalogue lists it')
    .option('--to <folder>', 'folder for the files (default: the slug of the dataset)')
    .option('--from <address>', 'folder on the web that holds copies of the files, instead of the provider')
    .option(
      '--record <record>',
      'the other files of a provider that offers two records, such as tnbc-and-brain of tnbc',
    )
    .option('--accept-licence', 'accept the licence without a question')
    .option('--import', 'import the dataset afterwards, with the options below')
    .option('--part <part>', 'import only one part; "cellboard import <layout> --help" lists them')
    .addOption(
      new Option('--object <object>', 'import these, where a dataset outlines both').choices(TaskObject.options),
    );
  return addImportOptions(command)
    .addHelpText('after', exitCodeHelp)
    .action(async (name: string, flags: GetFlags) => {
      process.exitCode = await getDataset(catalogued(name), flags, signal);
    });
}

/** @throws UsageError for a name that the catalogue does not have */
function catalogued(name: string) {
  const wanted = name.trim().toLowerCase();
  const found = catalogDatasets.find((dataset) => dataset.slug === wanted || dataset.name.toLowerCase() === wanted);
  if (found) return found;
  const names = catalogDatasets.map(({ slug }) => slug);
  const instead = namesInstead(name, {
    things: 'datasets of the catalogue',
    names,
    command: 'cellboard datasets catalogue',
  });
  throw new UsageError(`There is no dataset "${name}" in the catalogue. ${instead}`);
}
