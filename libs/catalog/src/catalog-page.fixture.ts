import type { NewWeights, Slug } from '@cellboard/contract';
import type { CatalogDataset } from './datasets/catalog-dataset.ts';
import type { CatalogModel } from './models/catalog-model.ts';
import type { CatalogSource } from './sources/catalog-source.ts';

const NOTICE = `<!-- Written by tools/catalog-page.mjs from the catalogue in libs/catalog. Do not edit. -->`;

/** Everything that the page lists. */
export interface Catalog {
  readonly datasets: readonly CatalogDataset[];
  readonly models: readonly CatalogModel[];
  readonly sources: readonly CatalogSource[];
}

/** The page of the catalogue in Markdown: what is listed, under which licence, what can be ranked, and every source. */
export function renderCatalogPage({ datasets, models, sources }: Catalog): string {
  return [
    NOTICE,
    '',
    '# Catalogue',
    '',
    `${datasets.length} public datasets and ${models.length} models of the literature are listed from the first start, with what is publicly`,
    'known about them. What nobody has verified is left out or marked; every entry names its sources. Cellboard comes without',
    'their images and weights: the page of a dataset says where to get the files and which command imports them.',
    '',
    '## Datasets',
    '',
    table(
      ['dataset', 'outlines', 'images', 'cells', 'licence', 'may be shared', 'access'],
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
    'What is ranked is a candidate: a model with one set of weights and settings. A model that cannot outline cells in',
    'two-dimensional images with public weights is only listed, and submissions of it are refused with the reason.',
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
    'Weights declare the sources of their training data. Boards mark results on images that a model has seen.',
    '',
    table(['weights', 'candidates', 'trained on'], trainingRows(models, sources)),
    '',
    '## Sources',
    '',
    'The vocabulary for training data. A dataset, its versions, its parts and its different truths are one source. You can',
    'write a source by its slug, its name or another spelling.',
    '',
    table(
      ['source', 'slug', 'other spellings', 'contains'],
      sources.map(({ slug, name, aliases, contains }) => [
        name,
        `\`${slug}\``,
        aliases.join(', '),
        contains.map((part) => `${part.extent} of ${nameOf(part.source, sources)}`).join(', '),
      ]),
    ),
    '',
    'Who says which source contains which:',
    '',
    ...sources.flatMap(({ name, contains }) => statements(name, contains, sources)),
    '',
  ].join('\n');
}

/** A row for each set of weights, with the candidates that use it. */
function trainingRows(models: readonly CatalogModel[], sources: readonly CatalogSource[]): string[][] {
  return models.flatMap(({ slug: model, candidates }) => {
    const weights = new Map(candidates.flatMap((candidate) => candidate.weights ?? []).map((one) => [one.slug, one]));
    return [...weights.values()].map((one) => [
      `\`${model}/${one.slug}\``,
      candidates
        .filter((candidate) => candidate.weights?.slug === one.slug)
        .map((candidate) => `\`${candidate.slug}\``)
        .join(', '),
      [...(one.sources ?? []).map((source) => nameOf(source, sources)), ...undisclosed(one)].join(', '),
    ]);
  });
}

function undisclosed({ sources, complete }: NewWeights): string[] {
  if (sources === null) return ['not disclosed'];
  return complete ? [] : ['and others that are not disclosed'];
}

/** Statements about what a source contains, those of one reference together. */
function statements(name: string, contains: CatalogSource['contains'], sources: readonly CatalogSource[]): string[] {
  const references = new Set(contains.map(({ reference }) => reference ?? 'not stated'));
  return [...references].map((reference) => {
    const parts = contains.filter((part) => (part.reference ?? 'not stated') === reference);
    const list = parts.map(({ source, extent }) => `${extent} of ${nameOf(source, sources)}`).join(', ');
    return `- **${name}** contains ${list}. ${reference}`;
  });
}

function nameOf(slug: Slug, sources: readonly CatalogSource[]): string {
  return sources.find((source) => source.slug === slug)?.name ?? slug;
}

function importing({ name, facts: { steps, commands, ineligible } }: CatalogDataset): string[] {
  const getting = commands.filter((command) => command.startsWith('npx cellboard datasets get '));
  const downloads = ['This downloads the files and imports them. You need not unpack them:', '', ...bash(getting)];
  const byHand = steps.map((step, i) => `${i + 1}. ${step}`);
  return [
    `### ${name}`,
    '',
    ...(getting.length > 0 ? [...downloads, '', 'To get the files by hand instead:', ''] : []),
    ...byHand,
    '',
    ...(ineligible === null
      ? bash(commands.filter((command) => !getting.includes(command)))
      : [`It cannot be imported. ${ineligible}`]),
    '',
  ];
}

function bash(commands: readonly string[]): string[] {
  return ['```bash', ...commands, '```'];
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
