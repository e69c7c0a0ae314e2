import type { CatalogDataset, CatalogModel } from './catalog-entry.ts';

const NOTICE = `<!-- Written by tools/catalog-page.mjs from the catalogue in libs/datasets. Do not edit. -->`;

/** The page of the catalogue in Markdown: what is listed, under which licence, and what can be ranked. */
export function renderCatalogPage(datasets: readonly CatalogDataset[], models: readonly CatalogModel[]): string {
  return [
    NOTICE,
    '',
    '# Catalogue',
    '',
    `${datasets.length} public datasets and ${models.length} models of the literature are listed from the first start on, with what is`,
    'publicly known of them. What nobody has verified is left out, or said to be so; every entry names its sources. Images and',
    'weights are never handed out with Cellboard: a dataset’s page says where to get them and which command imports them.',
    '',
    '## Datasets',
    '',
    table(
      ['dataset', 'outlines', 'images', 'cells', 'licence', 'may be handed on', 'access'],
      datasets.map(({ name, sourceUrl, licence, redistributable, facts }) => [
        link(name, sourceUrl),
        facts.objects.join(', ') || '–',
        counted(facts.images),
        counted(facts.cells),
        licence,
        yesNo(redistributable),
        facts.access,
      ]),
    ),
    '',
    ...datasets.flatMap(importing),
    '## Models',
    '',
    'A model is ranked by its candidates. One that cannot give the outlines of cells in two-dimensional images with public',
    'weights is listed, and its submissions are refused with the reason.',
    '',
    table(
      ['model', 'year', 'parameters', 'licence of the code', 'public weights', 'ranked'],
      models.map(({ name, codeUrl, paperUrl, facts, paramCount, licence, weightsAvailable, ineligible }) => [
        link(name, codeUrl ?? paperUrl),
        facts.year === null ? '–' : String(facts.year),
        counted(paramCount),
        licence ?? 'not stated',
        weightsAvailable === null ? 'not verified' : yesNo(weightsAvailable),
        ineligible === null ? 'yes' : `no: ${ineligible}`,
      ]),
    ),
    '',
    '## Training data',
    '',
    table(
      ['candidate', 'trained on'],
      models.flatMap(({ slug: model, candidates }) =>
        candidates.map(({ slug, trainingData }) => [
          `\`${model}/${slug}\``,
          trainingData?.join(', ') ?? 'not declared',
        ]),
      ),
    ),
    '',
  ].join('\n');
}

function importing({ name, facts }: CatalogDataset): string[] {
  const body =
    facts.ineligible === null ? ['```bash', ...facts.commands, '```'] : [`It cannot be imported. ${facts.ineligible}`];
  return [`### ${name}`, '', ...facts.steps.map((step, i) => `${i + 1}. ${step}`), '', ...body, ''];
}

function link(name: string, address: string | null): string {
  return address === null ? name : `[${name}](${address})`;
}

function counted(count: number | null): string {
  return count === null ? '–' : count.toLocaleString('en');
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** A table in Markdown, its columns aligned. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((word, column) => Math.max(3, word.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
