import { catalogDatasetFor } from '@cellboard/datasets';
import { datasetOf, type Taken } from './dataset-words.ts';
import type { CommonFlags } from './import-flags.ts';

const words = (given: Partial<CommonFlags>, taken: Taken) =>
  datasetOf({ url: 'http://localhost', data: 'data', publish: true, ...given }, taken);

it('come from the catalogue where nobody says otherwise', () => {
  const known = catalogDatasetFor('nuinsseg');
  expect(words({}, { layout: 'nuinsseg' })).toEqual({
    slug: 'nuinsseg',
    name: 'NuInsSeg',
    description: known?.description,
    licence: 'CC-BY-4.0',
    redistributable: true,
    sourceUrl: known?.sourceUrl,
    citation: known?.citation,
  });
});

it.each<[string, Taken, { slug: string; name: string }]>([
  [
    'another object',
    { layout: 'tissuenet', otherObject: 'nucleus' },
    { slug: 'tissuenet-nuclei', name: 'TissueNet nuclei' },
  ],
  ['a part', { layout: 'evican', part: 'easy' }, { slug: 'evican-easy', name: 'EVICAN easy' }],
  [
    'both',
    { layout: 'evican', part: 'easy', otherObject: 'nucleus' },
    { slug: 'evican-nuclei-easy', name: 'EVICAN nuclei easy' },
  ],
  [
    'a part of several words',
    { layout: 'nuinsseg', part: 'human bladder' },
    { slug: 'nuinsseg-human-bladder', name: 'NuInsSeg human bladder' },
  ],
  ['what models are compared on', { layout: 'livecell', part: 'test' }, { slug: 'livecell', name: 'LIVECell' }],
])('name %s', (_, taken, named) => {
  expect(words({}, taken)).toMatchObject(named);
});

it('stand above the catalogue where they are said', () => {
  const said = {
    dataset: 'mine',
    name: 'Mine',
    description: 'My own.',
    licence: 'MIT',
    sourceUrl: 'https://a.example/',
    citation: 'Me.',
  };
  const { dataset: slug, ...others } = said;
  expect(words(said, { layout: 'nuinsseg' })).toEqual({ slug, ...others, redistributable: false });
  expect(words({ dataset: 'mine' }, { layout: 'nuinsseg' })).toMatchObject({ slug: 'mine', name: 'NuInsSeg (mine)' });
});

it('let files be handed on as the catalogue says, unless the curator says otherwise or names another licence', () => {
  const taken = { layout: 'nuinsseg' };
  expect(words({ redistributable: false }, taken).redistributable).toBe(false);
  expect(words({ licence: 'CC-BY-4.0' }, taken).redistributable).toBe(false);
  expect(words({ licence: 'CC-BY-4.0', redistributable: true }, taken).redistributable).toBe(true);
  expect(words({}, { layout: 'livecell' }).redistributable).toBe(false);
});

it('are needed where the catalogue has no entry', () => {
  expect(() => words({}, { layout: 'coco' })).toThrow(
    'Name the dataset with --dataset, such as --dataset my-images: the catalogue has no entry for coco',
  );
  expect(words({ dataset: 'mine' }, { layout: 'folder' })).toMatchObject({
    slug: 'mine',
    name: 'mine',
    licence: 'not stated',
    redistributable: false,
    description: '',
  });
});

it('are refused by their option', () => {
  expect(() => words({ dataset: 'Not a slug' }, { layout: 'coco' })).toThrow(/^--dataset: /);
  expect(() => words({ sourceUrl: 'example' }, { layout: 'nuinsseg' })).toThrow(/^--source-url: /);
});
