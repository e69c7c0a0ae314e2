import { licenceClass, sizeClassOf } from './dataset-classes.ts';

it.each([
  ['CC0-1.0', true, 'free'],
  ['CC-BY-NC-SA-4.0', false, 'noncommercial'],
  ['modified Apache-2.0, non-commercial academic use only', false, 'noncommercial'],
  ['the terms of a challenge', false, 'linked'],
  ['not stated', false, 'unknown'],
  ['CC0-1.0 (not verified)', false, 'unverified'],
  ['not verified', false, 'unverified'],
  ['contradictory: Apache-2.0 or research only (not verified)', false, 'unverified'],
  ['CC0-1.0 (not verified)', true, 'free'],
])('the licence “%s”, shareable: %s, is of the kind %s', (licence, redistributable, kind) => {
  expect(licenceClass({ licence, redistributable })).toBe(kind);
});

it.each([
  [99, 'small'],
  [100, 'medium'],
  [1000, 'medium'],
  [1001, 'large'],
  [null, undefined],
])('%s images are %s', (images, size) => {
  expect(sizeClassOf(images)).toBe(size);
});
