import { catalogDatasets } from '@cellboard/catalog';
import type { DatasetDetails } from '@cellboard/contract';
import { CroissantShape } from './croissant-shape.fixture.ts';
import { croissantOf, hasCroissant, providerFiles } from './croissant.ts';

const origin = 'https://cellboard.example';
const list = { bytes: 1234, sha256: 'a'.repeat(64) };
const own: DatasetDetails = {
  ...{ slug: 'mine', name: 'My nuclei', object: 'nucleus', source: 'mine', synthetic: false, description: '' },
  ...{ licence: 'not stated', redistributable: false, sourceUrl: null, citation: null, version: 2, published: true },
  ...{ retired: false, boards: [], imageCount: 3, cellCount: 4, facts: null, provenance: null, quality: null },
  ...{ publishedAt: '2026-01-02T03:04:05.000Z', versions: [], trained: [], downloads: [], croissant: true },
};

/** A dataset of the catalogue as its page shows it. */
function catalogued(entry: (typeof catalogDatasets)[number], version: number | null): DatasetDetails {
  const { layout: _layout, source, ...about } = entry;
  const place = { version, published: version !== null, publishedAt: version === null ? null : own.publishedAt };
  const details = { ...own, ...about, source };
  return { ...details, ...place, downloads: providerFiles(entry.slug) };
}

it('every dataset of the catalogue is described as the specification asks, imported or not', () => {
  let described = 0;
  for (const entry of catalogDatasets) {
    for (const version of [null, 1]) {
      const dataset = catalogued(entry, version);
      if (!hasCroissant(dataset)) continue;
      const found = CroissantShape.safeParse(croissantOf(dataset, origin, version === null ? null : list));
      expect([entry.slug, found.error?.issues]).toEqual([entry.slug, undefined]);
      described++;
    }
  }
  expect(described).toBeGreaterThan(catalogDatasets.length);
});

it('images of a curator are described by what is known of them alone', () => {
  const found = croissantOf(own, origin, list);
  expect(CroissantShape.parse(found)).toEqual(found);
  expect(found).toMatchObject({
    ...{ name: 'My nuclei', url: 'https://cellboard.example/datasets/mine', version: '2.0.0' },
    ...{ datePublished: '2026-01-02', license: { '@type': 'sc:CreativeWork', name: 'not stated' } },
    creator: [{ '@type': 'sc:Organization', name: 'The authors of My nuclei' }],
    distribution: [{ contentUrl: 'https://cellboard.example/api/v1/datasets/mine/images.csv', contentSize: '1234 B' }],
  });
});

it.each([
  ['CC-BY-NC-SA-4.0', 'https://creativecommons.org/licenses/by-nc-sa/4.0/'],
  ['CC0-1.0', 'https://creativecommons.org/publicdomain/zero/1.0/'],
  ['MIT', 'https://spdx.org/licenses/MIT.html'],
  ['CC0-1.0 (not verified)', { '@type': 'sc:CreativeWork', name: 'CC0-1.0 (not verified)' }],
])('the licence %s is %j', (licence, license) => {
  expect(croissantOf({ ...own, licence }, origin, list)['license']).toEqual(license);
});

it('the shape refuses what the specification does not allow', () => {
  const good = croissantOf(own, origin, list);
  const { creator: _creator, ...nobody } = good;
  const [file] = good['distribution'] as object[];
  const bad = [
    nobody,
    { ...good, conformsTo: 'http://mlcommons.org/croissant/2.0' },
    { ...good, licence: 'MIT' },
    { ...good, distribution: [] },
    { ...good, distribution: [{ ...file, '@id': 'other' }] },
    { ...good, distribution: [file, file] },
    { ...good, '@context': { ...(good['@context'] as object), key: 'sc:key' } },
    { ...good, '@context': { '@vocab': 'https://schema.org/' } },
  ];
  for (const one of bad) expect(CroissantShape.safeParse(one).success).toBe(false);
});
