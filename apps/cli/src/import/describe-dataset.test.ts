import { catalogDatasetFor } from '@cellboard/catalog';
import { datasetOf, type Taken } from './describe-dataset.ts';
import type { CommonFlags } from './import-flags.ts';

const flags: CommonFlags = { url: 'http://localhost', data: 'data', publish: true };
const described = (given: Partial<CommonFlags>, taken: Partial<Taken> & Pick<Taken, 'layout'>) =>
  datasetOf({ ...flags, ...given }, { object: 'nucleus', usual: 'nucleus', ...taken });

it('a dataset is described by the catalogue where no option says otherwise', () => {
  const known = catalogDatasetFor('nuinsseg');
  expect(described({}, { layout: 'nuinsseg' })).toEqual({
    slug: 'nuinsseg',
    name: 'NuInsSeg',
    object: 'nucleus',
    source: 'nuinsseg',
    description: known?.description,
    licence: 'CC-BY-4.0',
    redistributable: true,
    sourceUrl: known?.sourceUrl,
    citation: known?.citation,
  });
});

const cells = { object: 'cell', usual: 'cell' } as const;
const nuclei = { object: 'nucleus', usual: 'cell' } as const;

it.each<[string, Taken, { slug: string; name: string }]>([
  ['another object', { layout: 'tissuenet', ...nuclei }, { slug: 'tissuenet-nuclei', name: 'TissueNet nuclei' }],
  ['a part', { layout: 'evican', part: 'easy', ...cells }, { slug: 'evican-easy', name: 'EVICAN easy' }],
  ['both', { layout: 'evican', part: 'easy', ...nuclei }, { slug: 'evican-nuclei-easy', name: 'EVICAN nuclei easy' }],
  [
    'a part of several words',
    { layout: 'nuinsseg', part: 'human bladder', object: 'nucleus', usual: 'nucleus' },
    { slug: 'nuinsseg-human-bladder', name: 'NuInsSeg human bladder' },
  ],
  [
    'what models are compared on',
    { layout: 'livecell', part: 'test', ...cells },
    { slug: 'livecell', name: 'LIVECell' },
  ],
])('is named after %s', (_, taken, named) => {
  expect(described({}, taken)).toMatchObject({ ...named, object: taken.object });
});

it('is described by the options first', () => {
  const said = {
    dataset: 'mine',
    name: 'Mine',
    description: 'My own.',
    licence: 'MIT',
    sourceUrl: 'https://a.example/',
    citation: 'Me.',
  };
  const { dataset: slug, ...others } = said;
  const kept = { object: 'nucleus', source: 'nuinsseg', redistributable: false };
  expect(described(said, { layout: 'nuinsseg' })).toEqual({ slug, ...others, ...kept });
  expect(described({ dataset: 'mine' }, { layout: 'nuinsseg' })).toMatchObject({
    slug: 'mine',
    name: 'NuInsSeg (mine)',
  });
});

it('lets files be shared as the catalogue says, unless the curator says otherwise or names another licence', () => {
  const taken = { layout: 'nuinsseg' };
  expect(described({ redistributable: false }, taken).redistributable).toBe(false);
  expect(described({ licence: 'CC-BY-4.0' }, taken).redistributable).toBe(false);
  expect(described({ licence: 'CC-BY-4.0', redistributable: true }, taken).redistributable).toBe(true);
  expect(described({}, { layout: 'livecell' }).redistributable).toBe(false);
});

it('has a source that people may spell as they like, or none where the images are their own', () => {
  const mine = { dataset: 'mine' };
  expect(described({ ...mine, source: 'CPM 17' }, { layout: 'folder' }).source).toBe('cpm-17');
  expect(described({ source: 'BBBC039' }, { layout: 'dsb2018' }).source).toBe('bbbc039');
  expect(described(mine, { layout: 'folder' })).not.toHaveProperty('source');
  expect(() => described({ ...mine, source: 'tissunet' }, { layout: 'folder' })).toThrow(
    '--source: "tissunet" is not in the vocabulary of sources. Did you mean TissueNet? Leave it out',
  );
  expect(() => described({ ...mine, source: 'our mice' }, { layout: 'folder' })).toThrow(
    'of sources. Leave it out for images of your own.',
  );
});

it('needs a name where the catalogue has no entry', () => {
  expect(() => described({}, { layout: 'coco' })).toThrow(
    'Name the dataset with --dataset, such as --dataset my-images: the catalogue has no entry for coco',
  );
  expect(described({ dataset: 'mine' }, { layout: 'folder' })).toMatchObject({
    slug: 'mine',
    name: 'mine',
    licence: 'not stated',
    redistributable: false,
    description: '',
  });
});

it('is refused by the option that is wrong', () => {
  expect(() => described({ dataset: 'Not a slug' }, { layout: 'coco' })).toThrow(/^--dataset: /);
  expect(() => described({ sourceUrl: 'example' }, { layout: 'nuinsseg' })).toThrow(/^--source-url: /);
});
