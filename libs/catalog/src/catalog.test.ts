import { readFileSync } from 'node:fs';
import { DatasetFacts, ModelFacts, NewDataset, NewModel } from '@cellboard/contract';
import { renderCatalogPage } from './catalog-page.fixture.ts';
import { catalogDatasetFor, catalogDatasets } from './datasets/catalog-datasets.ts';
import { catalogModels } from './models/catalog-models.ts';
import { published } from './models/catalog-model.ts';
import { catalogSources } from './sources/catalog-sources.ts';

/** Every address in an entry, wherever it stands. */
function addresses(entry: unknown): string[] {
  return JSON.stringify(entry).match(/https?:\/\/[^\s"\\)]+/g) ?? [];
}

const slugs = (entries: readonly { slug: string }[]) => entries.map(({ slug }) => slug);
const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);

it.each([...catalogDatasets])('$name is a dataset as the contract defines it', ({ layout, facts, object, ...card }) => {
  const dataset = { ...card, object: object ?? 'cell' };
  expect(NewDataset.parse(dataset)).toEqual(dataset);
  expect(DatasetFacts.parse(facts)).toEqual(facts);
  expect(object).toBe(facts.objects[0] ?? null);
  expect(catalogDatasetFor(layout)?.slug).toBe(card.slug);
});

it.each([...catalogModels])('$name is a model as the contract defines it', (entry) => {
  const { weightsAvailable, installSnippet, ineligible, facts, candidates, ...card } = entry;
  const none = published({ slug: 'none', name: 'None', sources: null });
  const models = (candidates.length > 0 ? candidates : [none]).map((candidate) => ({ ...card, candidate }));
  for (const model of models) expect(NewModel.parse(model)).toEqual(model);
  expect(ModelFacts.parse(facts)).toEqual(facts);
  expect(new Set(slugs(candidates)).size).toBe(candidates.length);
  if (ineligible !== null) expect({ candidates, installSnippet }).toEqual({ candidates: [], installSnippet: null });
  else if (weightsAvailable === true) {
    expect(candidates).not.toEqual([]);
    expect(facts.bring).not.toBeNull();
  }
});

it('CellViT ends its install lines with the command that predicts, for which weights a candidate may stand in', () => {
  const { installSnippet, candidates } = catalogModels.find(({ slug }) => slug === 'cellvit') ?? {};
  const line = installSnippet?.split('\n').at(-1) ?? '';
  expect(line).toMatch(/^python3 .*main_extraction\.py .* && python3 .*cell_detection\.py --model /);
  // Else images that are small or hold little tissue have no patch, and so no result.
  expect(line).toMatch(/ --patch_size 1024 --patch_overlap 6\.25 --min_intersection_ratio 0 /);
  expect(candidates?.map(({ weights }) => weights?.name)).toContain(/--model (\S+)/.exec(line)?.[1]);
});

it.each([...catalogDatasets, ...catalogModels])('$name names where its facts are from', ({ facts }) => {
  expect(facts.sources.length).toBeGreaterThan(0);
  expect(new Set(facts.sources).size).toBe(facts.sources.length);
});

it('every entry has a slug and a name of its own, and they are in the order of their names', () => {
  for (const entries of [catalogDatasets, catalogModels]) {
    expect(new Set(slugs(entries)).size).toBe(entries.length);
    expect(names(entries)).toEqual([...names(entries)].sort((a, b) => a.localeCompare(b, 'en')));
  }
});

it('addresses are https', () => {
  const found = addresses([catalogDatasets, catalogModels]);
  expect(found.length).toBeGreaterThan(80);
  expect(found.filter((address) => new URL(address).protocol !== 'https:')).toEqual([]);
});

it('holds the seven datasets and eleven models it began with, and those that came since', () => {
  expect(slugs(catalogDatasets)).toEqual(
    expect.arrayContaining('cryonuseg digestpath dynamicnuclearnet evican livecell nuinsseg tissuenet'.split(' ')),
  );
  expect(slugs(catalogModels)).toEqual(
    expect.arrayContaining(
      '2dcellseg 3dcellseg cellpose cellseg cuts deepcens diffkillr edge-enhancement lacss stardist wsispd'.split(' '),
    ),
  );
  const asked =
    'alfi balf bitdepth-nucseg bmgd ccagt covid-if cytonuke dcsa-net deepliif deepseas dic-hepg2 histo-miner khoshdeli ' +
    'nusec nuset panoptils phenocell spatch toiam usiigaci vgg-hela yeastsam';
  expect(slugs(catalogDatasets)).toEqual(expect.arrayContaining(asked.split(' ')));
  expect(catalogDatasets.length).toBeGreaterThan(80);
  expect(catalogModels).toHaveLength(23);
});

it('marks as shareable what the licence allows, and nothing else', () => {
  const free = catalogDatasets.filter(({ redistributable }) => redistributable);
  expect(free.map(({ slug, licence }) => [slug, licence])).toEqual([
    ['aitslab-bioimaging1', 'CC-BY-4.0'],
    ['bbbc020', 'CC-BY-3.0'],
    ['bbbc030', 'CC-BY-3.0'],
    ['bbbc039', 'CC0-1.0'],
    ['cellbindb', 'CC-BY-4.0'],
    ['cpdmi-2023', 'CC-BY-4.0'],
    ['deepbacs', 'CC-BY-4.0'],
    ['dsb2018', 'CC0-1.0'],
    ['evican', 'CC-BY-4.0'],
    ['helacytonuc', 'CC-BY-4.0'],
    ['hpa-cell-segmentation', 'CC-BY-4.0'],
    ['ihc-tma', 'CC-BY-4.0'],
    ['lynsec', 'CC-BY-4.0'],
    ['nucls', 'CC0-1.0'],
    ['nuinsseg', 'CC-BY-4.0'],
    ['puma', 'CC0-1.0'],
    ['s-bsst265', 'CC0-1.0'],
    ['tnbc', 'CC-BY-4.0'],
    ['vicar-qpi', 'CC-BY-4.0'],
  ]);
});

it('says how to import every dataset that outlines cells, and why the others cannot be', () => {
  for (const { slug, layout, facts } of catalogDatasets) {
    const { commands, ineligible, objects, steps } = facts;
    expect({ slug, importable: commands.length > 0 }).toEqual({ slug, importable: ineligible === null });
    expect({ slug, outlines: objects.length > 0 }).toEqual({ slug, outlines: ineligible === null });
    expect(steps.length).toBeGreaterThan(0);
    const ways = new RegExp(`^npx cellboard (import ${layout} [^ ]+/|datasets get ${slug} --import)( |$)`);
    for (const command of commands) expect(command).toMatch(ways);
  }
});

it('is written out in docs/catalogue.md; tools/catalog-page.mjs writes it again', () => {
  const page = readFileSync(new URL('../../../docs/catalogue.md', import.meta.url), 'utf8');
  const catalog = { datasets: catalogDatasets, models: catalogModels, sources: catalogSources };
  expect(page).toBe(renderCatalogPage(catalog));
});
