import { readFileSync } from 'node:fs';
import { DatasetFacts, ModelFacts, NewDataset, NewModel } from '@cellboard/contract';
import { publishedLayouts } from '../layouts.ts';
import { catalogDatasetFor, catalogDatasets } from './catalog-datasets.ts';
import { catalogModels } from './catalog-models.ts';
import { renderCatalogPage } from './catalog-page.fixture.ts';

/** Every address in an entry, wherever it stands. */
function addresses(entry: unknown): string[] {
  return JSON.stringify(entry).match(/https?:\/\/[^\s"\\)]+/g) ?? [];
}

const slugs = (entries: readonly { slug: string }[]) => entries.map(({ slug }) => slug);
const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);

it.each([...catalogDatasets])('$name is a dataset as the contract wants it', ({ layout, facts, ...card }) => {
  expect(NewDataset.parse(card)).toEqual(card);
  expect(DatasetFacts.parse(facts)).toEqual(facts);
  expect(catalogDatasetFor(layout)?.slug).toBe(card.slug);
});

it.each([...catalogModels])('$name is a model as the contract wants it', (entry) => {
  const { weightsAvailable, installSnippet, ineligible, facts, candidates, ...card } = entry;
  const models = (candidates.length > 0 ? candidates : [{ slug: 'none', name: 'None', trainingData: null }]).map(
    (candidate) => ({ ...card, candidate }),
  );
  for (const model of models) expect(NewModel.parse(model)).toEqual(model);
  expect(ModelFacts.parse(facts)).toEqual(facts);
  expect(new Set(slugs(candidates)).size).toBe(candidates.length);
  for (const { trainingData } of candidates) expect(new Set(trainingData).size).toBe(trainingData?.length ?? 0);
  if (ineligible !== null) expect({ candidates, installSnippet }).toEqual({ candidates: [], installSnippet: null });
  else if (weightsAvailable === true) {
    expect(candidates).not.toEqual([]);
    expect(facts.bring).not.toBeNull();
  }
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
  expect([catalogDatasets.length, catalogModels.length]).toEqual([8, 17]);
});

it('lets be handed on what the licence allows, and nothing else', () => {
  const free = catalogDatasets.filter(({ redistributable }) => redistributable);
  expect(free.map(({ slug, licence }) => [slug, licence])).toEqual([
    ['dsb2018', 'CC0-1.0'],
    ['evican', 'CC-BY-4.0'],
    ['nuinsseg', 'CC-BY-4.0'],
  ]);
});

it('says how to import every dataset that outlines cells, and why the others cannot be', () => {
  for (const { slug, layout, facts } of catalogDatasets) {
    const { commands, ineligible, objects, steps } = facts;
    expect({ slug, importable: commands.length > 0 }).toEqual({ slug, importable: ineligible === null });
    expect({ slug, outlines: objects.length > 0 }).toEqual({ slug, outlines: ineligible === null });
    expect(steps.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).toMatch(new RegExp(`^npx cellboard import ${layout} [^ ]+/ `));
  }
});

it('outlines what the layouts outline', () => {
  for (const { layout, facts } of catalogDatasets) {
    const known = publishedLayouts[layout];
    if (known && facts.ineligible === null) expect(facts.objects).toEqual(known.outlines);
  }
});

it('knows the datasets by the names that models declare as their training data', () => {
  const declared = catalogModels.flatMap(({ candidates }) => candidates.flatMap((c) => c.trainingData ?? []));
  const known = new Set([...names(catalogDatasets), ...slugs(catalogDatasets)]);
  const lookalikes = [...new Set(declared)].filter((name) => !known.has(name) && known.has(name.toLowerCase()));
  expect(lookalikes).toEqual([]);
  expect(new Set(declared.filter((name) => known.has(name)))).toEqual(
    new Set(['TissueNet', 'LIVECell', 'CryoNuSeg', 'NuInsSeg', 'DSB2018']),
  );
});

it('is written out in docs/catalogue.md; tools/catalog-page.mjs writes it anew', () => {
  const page = readFileSync(new URL('../../../../docs/catalogue.md', import.meta.url), 'utf8');
  expect(page).toBe(renderCatalogPage(catalogDatasets, catalogModels));
});
