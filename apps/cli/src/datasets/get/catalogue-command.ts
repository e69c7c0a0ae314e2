import { catalogDatasets, downloadsOf, type CatalogDataset } from '@cellboard/catalog';
import { datasetSizes, licenceClass, licenceClasses, sizeClassOf, TaskObject } from '@cellboard/contract';
import { wordFor } from '@cellboard/contract/vocabulary';
import { Command, Option } from 'commander';
import { exitCodeHelp } from '../../exit-code.ts';
import { plainTable } from '../../tables.ts';
import { count, print } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';

interface CatalogueFlags {
  readonly object?: TaskObject;
  readonly modality?: string;
  readonly stain?: string;
  readonly licence?: keyof typeof licenceClasses;
  readonly size?: keyof typeof datasetSizes;
  readonly usable?: true;
  readonly json?: true;
}

/** `cellboard datasets catalogue`: the public datasets that the catalogue knows, and how to get each. */
export function catalogueCommand(): Command {
  return new Command('catalogue')
    .summary('List the public datasets of the catalogue')
    .description(
      'Lists the public datasets that the catalogue knows, whether or not a server has them, and how to get each. It needs no server.',
    )
    .addOption(new Option('--object <object>', 'only those that outline these').choices(TaskObject.options))
    .option('--modality <modality>', 'only those with such images, such as brightfield or "phase contrast"')
    .option('--stain <stain>', 'only those with such images, such as "H&E" or DAPI')
    .addOption(choice('--licence <kind>', 'only those with such a licence', licenceClasses))
    .addOption(choice('--size <size>', 'only those of such a size', datasetSizes))
    .option('--usable', 'only those that can be imported')
    .option('--json', 'print everything that is known of them as JSON')
    .addHelpText('after', exitCodeHelp)
    .action((flags: CatalogueFlags) => {
      const found = listed(flags);
      print(flags.json ? JSON.stringify(found.map(withDownloads)) : text(found));
    });
}

/** An option whose help says in words what its values mean, in the order in which it lists them. */
function choice(flags: string, description: string, words: Readonly<Record<string, string>>): Option {
  return new Option(flags, `${description}: ${Object.values(words).join('; ')}`).choices(Object.keys(words));
}

/** @throws UsageError for a modality or a stain that no dataset of the catalogue has */
function listed(flags: CatalogueFlags): CatalogDataset[] {
  const { object, licence, size } = flags;
  const modality = known('modality', flags.modality);
  const stain = known('stain', flags.stain);
  // Those that are left out let every dataset pass.
  const isWanted = <T>(wanted: T | undefined, has: readonly (T | undefined)[]) =>
    wanted === undefined || has.includes(wanted);
  return catalogDatasets.filter(
    (dataset) =>
      isWanted(object, dataset.facts.objects) &&
      isWanted(modality, dataset.facts.modalities) &&
      isWanted(stain, dataset.facts.stains) &&
      isWanted(licence, [licenceClass(dataset)]) &&
      isWanted(size, [sizeClassOf(dataset.facts.images)]) &&
      (!flags.usable || dataset.facts.ineligible === null),
  );
}

/** The vocabulary's word for a text, whatever its spelling. */
function known(tag: 'modality' | 'stain', text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const words = { modality: 'modalities', stain: 'stains' } as const;
  const all = [...new Set(catalogDatasets.flatMap(({ facts }) => facts[words[tag]]))].sort();
  const word = wordFor(tag, text) ?? text;
  if (all.includes(word)) return word;
  throw new UsageError(
    `--${tag}: no dataset of the catalogue has the ${tag} "${text}". Use one of: ${all.join(', ')}.`,
  );
}

const HEADINGS = ['Dataset', 'Outlines', 'Images', 'Cells', 'Licence', 'How to get it'];

function withDownloads(dataset: CatalogDataset) {
  return { ...dataset, downloads: downloadsOf(dataset.slug) };
}

function text(datasets: readonly CatalogDataset[]): string {
  if (datasets.length === 0) return 'The catalogue has no such dataset.';
  const usable = datasets.filter(({ facts }) => facts.ineligible === null);
  return [
    plainTable(HEADINGS, datasets.map(row)),
    '',
    `${count(datasets.length, 'dataset')}, ${String(usable.length)} of which can be imported.`,
    '"cellboard datasets get <dataset>" downloads one, or says what to do instead.',
  ].join('\n');
}

function row({ slug, facts, licence }: CatalogDataset): string[] {
  const counted = (n: number | null) => n?.toLocaleString('en') ?? '–';
  return [
    slug,
    facts.objects.join(', ') || '–',
    counted(facts.images),
    counted(facts.cells),
    cut(licence, LICENCE_LENGTH),
    way(slug, facts),
  ];
}

/** Longest text of a licence; with it a line fits 100 columns. */
const LICENCE_LENGTH = 18;

function cut(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

function way(slug: string, { ineligible, access }: CatalogDataset['facts']): string {
  if (ineligible !== null) return 'cannot be used';
  if (downloadsOf(slug).length > 0) return 'datasets get';
  return { open: 'by hand', account: 'with an account', request: 'on request' }[access];
}
