import { aDataset, here, someFacts } from '../../testing/catalogue-samples.ts';
import { firstWords, handingOn, licenceConditions, sizeLine } from './dataset-words.ts';
import { findingKinds, findingWords } from './finding-words.ts';
import { fileSize } from './provenance-section.tsx';

it.each([
  ['CC0-1.0', 'Public domain: any use, without conditions.'],
  ['CC-BY-4.0', 'Any use with credit to the authors.'],
  ['CC BY-NC 4.0', 'Use with credit to the authors, not commercial.'],
  ['cc-by-nc-sa-4.0', 'Use with credit to the authors, not commercial; what is made of it carries the same licence.'],
  ['CC-BY-NC-ND-4.0', 'Use with credit to the authors, not commercial, and not changed.'],
  ['modified Apache-2.0, non-commercial academic use only', null],
  ['CCC', null],
])('%s: %s', (licence, words) => {
  expect(licenceConditions(licence)).toBe(words);
});

it('counts what is here, and else what the authors say', () => {
  expect(sizeLine(aDataset('x', { ...here, imageCount: 1 }))).toBe('1 image · 2,000 cells');
  expect(sizeLine(aDataset('x', { facts: someFacts({ cells: null }) }))).toBe('5,239 images');
  expect(sizeLine(aDataset('x', { facts: null }))).toBeNull();
});

it('shortens a list only where that saves more than one word', () => {
  expect(firstWords([], 3)).toBeNull();
  expect(firstWords(['a', 'b', 'c', 'd'], 3)).toBe('a, b, c, d');
  expect(firstWords(['a', 'b', 'c', 'd', 'e'], 3)).toBe('a, b, c and 2 more');
});

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1_340_000_000, '1.34 GB'],
  [5_000_000_000_000, '5,000 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});

it('has words for every kind of finding', () => {
  expect(findingKinds).toHaveLength(11);
  for (const kind of findingKinds) expect(findingWords[kind].title).not.toBe('');
});

it.each([
  ['CC0-1.0', true, 'free'],
  ['CC-BY-NC-4.0', false, 'linked'],
  ['terms of its Kaggle page (not verified)', false, 'linked'],
  ['on request, for research', false, 'linked'],
  ['not stated', false, 'unknown'],
  ['Unknown', false, 'unknown'],
  ['n/a', false, 'unknown'],
  ['–', false, 'unknown'],
])('the files of %s (redistributable: %s) are %s', (licence, redistributable, way) => {
  expect(handingOn({ licence, redistributable })).toBe(way);
});
