import { aDataset, here, someFacts } from '../../testing/catalogue-samples.ts';
import { licenceClass, sizeClass } from './dataset-words.ts';

it.each([
  ['CC0-1.0', true, 'free'],
  ['CC-BY-NC-SA-4.0', false, 'noncommercial'],
  ['modified Apache-2.0, non-commercial academic use only', false, 'noncommercial'],
  ['the terms of a challenge', false, 'linked'],
  ['not stated', false, 'unknown'],
])('the licence “%s”, shareable: %s, is of the kind %s', (licence, redistributable, kind) => {
  expect(licenceClass({ licence, redistributable })).toBe(kind);
});

it.each([
  [99, 'small'],
  [100, 'medium'],
  [1000, 'medium'],
  [1001, 'large'],
  [null, undefined],
])('%s published images are %s', (images, size) => {
  expect(sizeClass(aDataset('cells', { facts: someFacts({ images }) }))).toBe(size);
});

it('what is on this site counts before what its authors published', () => {
  expect(sizeClass(aDataset('cells', { ...here, facts: someFacts({ images: 5000 }) }))).toBe('small');
  expect(sizeClass(aDataset('cells', { facts: null }))).toBeUndefined();
});
