import type { Overlap } from '@cellboard/contract';
import { screen } from '@testing-library/react';
import { show } from '../../testing/show.tsx';
import { OverlapList, overlapWords } from './overlap-list.tsx';

const overlap = (change: Partial<Overlap>): Overlap => ({
  ...{ dataset: 'monuseg', declared: 'all', verdict: 'confirmed', same: 28, alike: 2, images: 30, otherImages: 1037 },
  ...change,
});

it.each<[Partial<Overlap>, string]>([
  [
    {},
    'The catalogue says that one contains the other; the pictures confirm it: 28 identical and 2 alike of 30 images compared with 1,037.',
  ],
  [
    { declared: 'some', alike: 0 },
    'The catalogue says that they share images; the pictures confirm it: 28 identical of 30 images compared with 1,037.',
  ],
  [
    { declared: null, verdict: 'undeclared', same: 0, images: 1 },
    'The catalogue does not say that they share images, but their pictures do: 2 alike of 1 image compared with 1,037.',
  ],
  [
    { verdict: 'not-found', same: 0, alike: 0 },
    'The catalogue says that one contains the other, but no picture of it was found (30 images compared with 1,037). Only parts of them may be here, or the statement is wrong.',
  ],
])('says in words what %j means', (change, words) => {
  expect(overlapWords(overlap(change))).toBe(words);
});

it('leads to the other datasets, and is not there without any', () => {
  const { rerender } = show(<OverlapList overlaps={[overlap({})]} />);
  expect(screen.getByRole('link', { name: 'monuseg' }).getAttribute('href')).toBe('/datasets/monuseg');
  expect(screen.getByRole('heading', { name: 'Shared with other datasets here' })).toBeTruthy();
  rerender(<OverlapList overlaps={[]} />);
  expect(screen.queryByRole('heading')).toBeNull();
});
