import { catalogDatasets, downloadsOf, type CatalogDataset } from '@cellboard/catalog';
import { Command } from 'commander';
import { exitCodeHelp } from '../../exit-code.ts';
import { plainTable } from '../../tables.ts';
import { print } from '../../terminal.ts';

/** `cellboard datasets catalogue`: the public datasets that the catalogue knows, and how to get each. */
export function catalogueCommand(): Command {
  return new Command('catalogue')
    .summary('List the public datasets of the catalogue')
    .description(
      'Lists the public datasets that the catalogue knows, whether or not a server has them, and how to get each. It needs no server.',
    )
    .option('--json', 'print everything that is known of them as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(({ json }: { readonly json?: true }) => {
      print(json ? JSON.stringify(catalogDatasets.map(withDownloads)) : plainTable(HEADINGS, catalogDatasets.map(row)));
    });
}

const HEADINGS = ['Dataset', 'Outlines', 'Images', 'Cells', 'Licence', 'How to get it'];

function withDownloads(dataset: CatalogDataset) {
  return { ...dataset, downloads: downloadsOf(dataset.slug) };
}

function row({ slug, facts, licence }: CatalogDataset): string[] {
  const counted = (n: number | null) => n?.toLocaleString('en') ?? '–';
  return [
    slug,
    facts.objects.join(', ') || '–',
    counted(facts.images),
    counted(facts.cells),
    licence,
    way(slug, facts),
  ];
}

function way(slug: string, { ineligible, access }: CatalogDataset['facts']): string {
  if (ineligible !== null) return 'cannot be used';
  if (downloadsOf(slug).length > 0) return `npx cellboard datasets get ${slug}`;
  return { open: 'by hand', account: 'by hand, with an account', request: 'by hand, on request' }[access];
}
