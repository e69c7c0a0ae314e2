import { exposure, Slug, Source, type Exposure } from '@cellboard/contract';
import { catalogDatasets } from '../datasets/catalog-datasets.ts';
import { catalogModels } from '../models/catalog-models.ts';
import { catalogSources } from './catalog-sources.ts';
import { kebabCase } from './kebab-case.ts';

const slugs = catalogSources.map(({ slug }) => slug);
const known = new Set(slugs);

describe('the vocabulary of sources', () => {
  it.each([...catalogSources])('has $name as the contract defines a source', ({ aliases, ...source }) => {
    expect(Source.parse(source)).toEqual(source);
    expect(Slug.parse(source.slug)).toBe(source.slug === 'private-images' ? source.slug : kebabCase(source.name));
    for (const part of source.contains) expect(known).toContain(part.source);
    expect(source.contains.map((part) => part.source)).not.toContain(source.slug);
    for (const part of source.contains) expect(part.reference).toMatch(/https:\/\/\S+$/);
    for (const alias of aliases) expect(alias.trim()).toBe(alias);
  });

  it('has every slug once, in order', () => {
    expect(slugs).toEqual([...new Set(slugs)].sort());
  });

  it('keeps the slugs that databases hold', () => {
    const fixed =
      'dsb2018 livecell tissuenet evican nuinsseg cryonuseg dynamicnuclearnet digestpath cellpose cellpose-cyto2 ' +
      'cellpose-nuclei omnipose yeaz deepbacs neurips-2022 monuseg monusac bccd cpm-15 cpm-17 tnbc lynsec ihc-tma ' +
      'conic pannuke consep kumar plantseg-root private-images';
    expect(slugs).toEqual(expect.arrayContaining(fixed.split(' ')));
  });

  it('lets sources contain each other as a whole only where they are the same images', () => {
    const within = (whole: string, seen: readonly string[] = []): string[] =>
      (catalogSources.find(({ slug }) => slug === whole)?.contains ?? [])
        .filter(({ source, extent }) => extent === 'all' && !seen.includes(source))
        .flatMap(({ source }) => [source, ...within(source, [...seen, source])]);
    expect(slugs.filter((slug) => within(slug).includes(slug))).toEqual(['conic', 'lizard']);
  });

  it('has the source of every catalogued dataset', () => {
    for (const { slug, source } of catalogDatasets) expect([slug, known.has(source)]).toEqual([slug, true]);
  });
});

describe('the declarations of the catalogue', () => {
  const candidates = catalogModels.flatMap(({ slug: model, candidates }) =>
    candidates.map(({ slug, weights }) => ({ candidate: `${model}/${slug}`, model, weights })),
  );

  it.each(candidates)('of $candidate use the vocabulary', ({ weights }) => {
    for (const source of weights?.sources ?? []) expect(known).toContain(source);
    expect(new Set(weights?.sources).size).toBe(weights?.sources?.length ?? 0);
  });

  it('say the same of the same weights', () => {
    const declared = new Map<string, unknown>();
    for (const { model, weights } of candidates) {
      const name = `${model}/${weights?.slug ?? ''}`;
      expect(weights).toEqual(declared.get(name) ?? weights);
      declared.set(name, weights);
    }
  });

  it.each<[candidate: string, source: string, Exposure]>([
    ['mesmer/multiplex', 'tissuenet', 'seen'],
    ['mesmer/multiplex', 'livecell', 'unseen'],
    ['stardist/2d-versatile-he', 'kumar', 'seen'],
    ['stardist/2d-versatile-he', 'tnbc', 'seen'],
    ['stardist/2d-versatile-he', 'nuinsseg', 'unseen'],
    ['stardist/2d-versatile-fluo', 'bbbc039', 'partly'],
    ['stardist/2d-versatile-fluo', 'cellpose-nuclei', 'partly'],
    ['cellpose/cyto', 'livecell', 'unseen'],
    ['cellpose/cyto3', 'livecell', 'seen'],
    ['cellpose/nuclei', 'dsb2018', 'seen'],
    ['cellpose/nuclei', 'lpc-nucseg', 'seen'],
    ['cellpose-sam/cpsam', 'kumar', 'seen'],
    ['cellpose-sam/cpsam', 'lizard', 'seen'],
    ['cellpose-sam/cpsam', 'cpm-17', 'seen'],
    ['cellpose-sam/cpsam', 'digestpath', 'partly'],
    ['cellpose-sam/cpsam', 'evican', 'unseen'],
    ['hover-net/kumar', 'monuseg', 'partly'],
    ['hover-net/consep', 'lizard', 'partly'],
    ['hover-net/conic', 'lizard', 'seen'],
    ['instanseg/brightfield-nuclei', 'nuinsseg', 'seen'],
    ['instanseg/fluorescence-nuclei-and-cells', 'cpdmi-2023', 'seen'],
    ['instanseg/fluorescence-nuclei-and-cells', 'tissuenet', 'unseen'],
    ['micro-sam/vit-b-lm-v2-ais', 'dynamicnuclearnet', 'unseen'],
    ['micro-sam/vit-b-lm-v4-ais', 'dynamicnuclearnet', 'seen'],
    ['micro-sam/vit-l-lm-v4-apg', 'ctc-fluo-n2dl-hela', 'partly'],
    ['micro-sam/vit-t-lm-v2-amg', 'ctc', 'partly'],
    ['lacss/small-2dl', 'livecell', 'seen'],
    ['patho-sam/vit-b-histopathology', 'pannuke', 'seen'],
    ['patho-sam/vit-l-histopathology', 'puma', 'seen'],
    ['patho-sam/vit-h-histopathology', 'tnbc', 'seen'],
    ['patho-sam/vit-b-histopathology', 'cpm-15', 'seen'],
    ['patho-sam/vit-b-histopathology', 'kumar', 'seen'],
    ['patho-sam/vit-b-histopathology', 'conic', 'seen'],
    ['patho-sam/vit-b-histopathology', 'consep', 'partly'],
    ['patho-sam/vit-b-histopathology', 'monusac', 'unseen'],
    ['patho-sam/vit-b-histopathology', 'nuinsseg', 'unseen'],
    ['cellvit/sam-h-x40', 'pannuke', 'seen'],
    ['cellvit/sam-h-x40', 'lizard', 'partly'],
    ['cellvit/sam-h-x40', 'monuseg', 'unseen'],
    ['cellvit/256-x40', 'pannuke', 'seen'],
    ['cellvit/256-x20', 'monuseg', 'undisclosed'],
    ['hover-net/cpm17', 'cpm-17', 'seen'],
    ['hover-net/cpm17', 'cpm-15', 'unseen'],
    ['hover-net/kumar', 'kumar', 'seen'],
    ['instanseg/fluorescence-nuclei-and-cells', 'dsb2018', 'unseen'],
    ['instanseg/brightfield-nuclei', 'lizard', 'partly'],
    ['micro-sam/vit-b-lm-v2-ais', 'ctc-dic-c2dh-hela', 'seen'],
    ['micro-sam/vit-b-lm-v4-ais', 'cpdmi-2023', 'seen'],
    ['micro-sam/vit-b-lm-v2-ais', 'cpdmi-2023', 'unseen'],
    ['cellsam/general', 'livecell', 'undisclosed'],
    ['cellsam/general', 'yeaz', 'seen'],
    ['cellsam/general', 'dsb2018', 'seen'],
  ])('make %s on %s %s', (name, source, expected) => {
    const weights = candidates.find(({ candidate }) => candidate === name)?.weights;
    expect(weights).toBeDefined();
    const { sources, complete = false } = weights ?? {};
    const declared = { sources: sources ?? [], complete: sources !== null && complete };
    expect(exposure(declared, source, catalogSources)).toBe(expected);
  });
});
