import { catalogDatasets, downloadsOf, type CatalogDataset } from '@cellboard/catalog';
import { TaskObject } from '@cellboard/contract';
import { wordFor } from '@cellboard/contract/vocabulary';
import { Command, Option } from 'commander';
import { exitCodeHelp } from '../../exit-code.ts';
import { plainTable } from '../../tables.ts';
import { count, print } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';

interface CatalogueFlags {
  readonly object?: TaskObject;
  readonly modality?: string;
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
    .option('--usable', 'only those that can be imported')
    .option('--json', 'print everything that is known of them as JSON')
    .addHelpText('after', exitCodeHelp)
    .action((flags: CatalogueFlags) => {
      const found = listed(flags);
      print(flags.json ? JSON.stringify(found.map(withDownloads)) : text(found));
    });
}

/** @throws UsageError for a modality that no dataset of the catalogue has */
function listed({ object, modality, usable }: CatalogueFlags): CatalogDataset[] {
  const wanted = modality === undefined ? undefined : knownModality(modality);
  return catalogDatasets.filter(
    ({ facts }) =>
      (object === undefined || facts.objects.includes(object)) &&
      (wanted === undefined || facts.modalities.includes(wanted)) &&
      (!usable || facts.ineligible === null),
  );
}

function knownModality(text: string): string {
  const all = [...new Set(catalogDatasets.flatMap(({ facts }) => facts.modalities))].sort();
  const word = wordFor('modality', text) ?? text;
  if (all.includes(word)) return word;
  throw new UsageError(
    `--modality: no dataset of the catalogue has the modality "${text}". Use one of: ${all.join(', ')}.`,
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
