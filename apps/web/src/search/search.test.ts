import fc from 'fast-check';
import { alike } from './alike.ts';
import { bestFirst } from './best-first.ts';
import { ImagesSearch } from '../features/images/images-search.ts';
import { ignoredChoices } from './ignored-choices.ts';
import { holdsWords } from './holds-words.ts';
import { isSlug } from './is-slug.ts';

describe('the words of a search', () => {
  it('must all occur, in any order and case', () => {
    expect(holdsWords('LIVECell, phase contrast', 'contrast livecell')).toBe(true);
    expect(holdsWords('LIVECell, phase contrast', 'livecell brightfield')).toBe(false);
  });

  it('are in every text where there are none', () => {
    expect(holdsWords('anything', '')).toBe(true);
    expect(holdsWords('anything', '  ')).toBe(true);
  });

  it.each([
    ['H&E', 'Nuclei in tissue stained with haematoxylin and eosin'],
    ['h&e', 'StarDist 2d-versatile-he'],
    ['histology', 'brightfield, H&E'],
    ['hematoxylin', 'stain: H&E'],
    ['pathology', 'a histopathological dataset'],
    ['DAPI', 'fluorescence, DAPI'],
    ['Höchst', 'Hoechst 33342'],
    ['fluorescence', 'nuclei in DAPI'],
    ['fluorescent', 'confocal, Hoechst'],
    ['nuclei', 'nucleus'],
    ['tumor', 'breast cancer'],
  ])('“%s” finds “%s”', (search, text) => {
    expect(holdsWords(text, search)).toBe(true);
  });

  it.each([
    ['H&E', 'The cells of the heart'],
    ['H&E', 'TissueNet: multiplexed imaging'],
    ['dapi', 'rapid imaging'],
    ['DAPI', 'phase contrast'],
    ['DAPI', 'fluorescence, Hoechst'],
    ['hoechst', 'immunofluorescence, DAPI'],
    ['confocal', 'fluorescence'],
  ])('“%s” does not find “%s”', (search, text) => {
    expect(holdsWords(text, search)).toBe(false);
  });
});

describe('a search for the best match', () => {
  const things = ['missed cells', 'merged cells', 'missed and merged cells', 'outlines'];
  const search = (words: string): string[] => bestFirst(things, words, (thing) => [[thing, 1]]);

  it('finds any of the words, those with the most of them first', () => {
    expect(search('missed merged')).toEqual(['missed and merged cells', 'missed cells', 'merged cells']);
  });

  it('passes over the words of a question', () => {
    expect(search('How many cells were missed?')).toEqual(['missed cells', 'missed and merged cells']);
  });

  it('prefers a word in a weightier place', () => {
    const weighed = bestFirst(['a', 'b'], 'outline', (thing) => [
      [thing === 'b' ? 'outline' : '', 3],
      ['outline', 1],
    ]);
    expect(weighed).toEqual(['b', 'a']);
  });

  it('leaves everything in its order where there is nothing to look for', () => {
    expect(search('')).toEqual(things);
    expect(search('how many?')).toEqual(things);
    expect(search('xyzzy')).toEqual([]);
  });

  it('only ever answers things that it was given, each once', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (words) => {
        const found = search(words);
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((thing) => things.includes(thing))).toBe(true);
      }),
      { seed: 21 },
    );
  });
});

describe('choices that a page does not know', () => {
  const search = { q: '42', object: '', n: 24, stain: 'DAPI' };

  it.each<[string, ReturnType<typeof ignoredChoices>]>([
    ['?object=planet', [{ key: 'object', value: 'planet' }]],
    ['?n=9999&stain=DAPI', [{ key: 'n', value: '9999' }]],
    [`?object=${'x'.repeat(60)}`, [{ key: 'object', value: `${'x'.repeat(40)}…` }]],
    ['?q=%2242%22&n=24&stain=DAPI&object=&other=1', []],
    ['', []],
  ])('in %j', (asked, expected) => {
    expect(ignoredChoices(asked, search)).toEqual(expected);
  });
});

it('an unknown range of the images is shown', () => {
  const asked = { within: 'foo', n: '24' };
  expect(ignoredChoices('?within=foo&n=24', ImagesSearch.parse(asked))).toEqual([{ key: 'within', value: 'foo' }]);
});

describe('names that look alike', () => {
  const names = ['livecell', 'evican', 'tissuenet', 'dynamicnuclearnet'];
  const like = (asked: string): string[] => alike(asked, names, (name) => [name]);

  it('come with the likest first', () => {
    expect(like('live-cell')).toEqual(['livecell']);
    expect(like('nuclearnet')[0]).toBe('dynamicnuclearnet');
  });

  it('are none for nonsense, and at most five', () => {
    expect(like('xyzzy')).toEqual([]);
    expect(like('')).toEqual([]);
    expect(alike('nonsense', ['deepcens', 'instanseg'], (name) => [name])).toEqual([]);
    expect(
      alike(
        'cells',
        Array.from({ length: 9 }, (_, i) => `cells-${String(i)}`),
        (name) => [name],
      ),
    ).toHaveLength(5);
  });
});

it.each([
  ['nuclei', true],
  ['dsb2018-train', true],
  ['a', false],
  ['x'.repeat(65), false],
  ['Nuclei', false],
  ['a--b', false],
  ['-a', false],
])('%s could be a name of the server: %s', (text, answer) => {
  expect(isSlug(text)).toBe(answer);
});
