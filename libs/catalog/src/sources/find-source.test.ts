import fc from 'fast-check';
import { catalogSources } from './catalog-sources.ts';
import { findSource, suggestSources } from './find-source.ts';
import { kebabCase } from './kebab-case.ts';

const slugs = (text: string) => suggestSources(text).map(({ slug }) => slug);

describe('a source is found', () => {
  it.each([...catalogSources])('by each spelling of $name, and no other source is', (source) => {
    for (const spelling of [source.slug, source.name, ...source.aliases]) {
      expect([spelling, findSource(spelling)?.slug]).toEqual([spelling, source.slug]);
      expect(findSource(` ${spelling.toUpperCase()}.`)).toBe(source);
    }
  });

  it.each([
    ['LIVECell', 'livecell'],
    ['live-cell', 'livecell'],
    ['CPM 17', 'cpm-17'],
    ['IHC TMA', 'ihc-tma'],
    ['PlantSeg root', 'plantseg-root'],
    ['NeurIPS 2022 cell segmentation challenge', 'neurips-2022'],
    ['cellpose cyto2 (images sent in by users)', 'cellpose-cyto2'],
    ['BBBC038', 'dsb2018'],
    ['CVZ-Fluo', 'cpdmi-2023'],
    ['Fluo-N2DH-SIM+', 'ctc-fluo-n2dh-sim'],
    ['Images that are not public', 'private-images'],
  ])('by %j', (text, slug) => {
    expect(findSource(text)?.slug).toBe(slug);
  });

  it.each(['', ' - ', 'CPM 15 and 17', 'my images', '細胞'])('not by %j', (text) => {
    expect(findSource(text)).toBeUndefined();
  });

  it('whatever the case and the punctuation', () => {
    const spelt = fc.tuple(fc.constantFrom(...catalogSources), fc.infiniteStream(fc.constantFrom('', ' ', '-', '_')));
    fc.assert(
      fc.property(spelt, fc.boolean(), ([source, marks], upper) => {
        const text = source.slug.replace(/./g, (letter) => `${letter}${marks.next().value}`);
        expect(findSource(upper ? text.toUpperCase() : text)).toBe(source);
      }),
      { seed: 11 },
    );
  });
});

describe('sources are suggested', () => {
  it.each([
    ['tisuenet', ['tissuenet']],
    ['CPM 15 and 17', ['cpm-15']],
    ['monusg', ['monuseg', 'monusac']],
    ['Kumar et al.', ['kumar']],
    ['lizzard', ['lizard']],
  ])('for %j', (text, expected) => {
    expect(slugs(text)).toEqual(expected);
  });

  it('with the likeliest first, at most three', () => {
    expect(slugs('cellpos')[0]).toBe('cellpose');
    expect(slugs('bbbc')).toHaveLength(3);
  });

  it.each(['', 'x', 'our mice', 'ImageNet'])('not for %j', (text) => {
    expect(slugs(text)).toEqual([]);
  });
});

it.each([
  ['Cellpose cyto2', 'cellpose-cyto2'],
  ['PlantSeg (root)', 'plantseg-root'],
  ['Fluo-N2DH-SIM+', 'fluo-n2dh-sim'],
  ['  a  B ', 'a-b'],
  ['…', ''],
])('%j in kebab case is %j', (text, slug) => {
  expect(kebabCase(text)).toBe(slug);
});
