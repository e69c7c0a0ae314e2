import { aDataset, here, someFacts } from '../../testing/catalogue-samples.ts';
import { isConfirmed, isUnchecked, licenceConditions, sharingLine, sizeClass } from './dataset-words.ts';

it.each([
  [
    'CC0-1.0 (not verified)',
    'It is said to be CC0-1.0; nobody has verified it, so this site does not share the files.',
  ],
  ['terms of a page (not verified)', 'Nobody has verified its licence, so this site does not share the files.'],
  ['not verified', 'Nobody has verified its licence, so this site does not share the files.'],
])('“%s” promises no use: %s', (licence, words) => {
  expect([licenceConditions(licence), sharingLine({ licence, redistributable: false })]).toEqual([null, words]);
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

it.each([
  ['not here', {}, true],
  ['here with as many images and cells', { ...here, imageCount: 41, cellCount: 24_319 }, false],
  ['here with another number of cells', { ...here, imageCount: 41, cellCount: 24_318 }, true],
  ['here in a version that is still open', { ...here, published: false, imageCount: 41, cellCount: 24_319 }, true],
])('a catalogued dataset that is %s (%j): unchecked is %s', (_, where, unchecked) => {
  const dataset = aDataset('consep', { ...where, facts: someFacts({ images: 41, cells: 24_319, checked: false }) });
  expect([isUnchecked(dataset), isConfirmed(dataset)]).toEqual([unchecked, !unchecked]);
  const uncounted = aDataset('consep', { ...dataset, facts: someFacts({ images: 41, cells: null, checked: false }) });
  expect(isUnchecked(uncounted)).toBe(true);
});
