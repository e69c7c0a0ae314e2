import { screen } from '@testing-library/react';
import { show } from '../../testing/show.tsx';
import { RangeFilters } from './range-filters.tsx';

it('ranges of the images are named, and each can be lifted', async () => {
  const changes: string[] = [];
  const within = 'diameter:10..12,density:..500,contrast:0.5..';
  const { visitor } = show(<RangeFilters {...{ within }} onChange={(change) => changes.push(change.within)} />);
  const buttons = screen.getAllByRole('button').map(({ textContent }) => textContent);
  expect(buttons).toEqual([
    'Lift the filter Cell diameter: 10 to under 12\u00A0px',
    'Lift the filter Density: under 500\u00A0cells per megapixel',
    'Lift the filter Contrast: 0.5 or more',
  ]);
  await visitor.click(screen.getByRole('button', { name: /Density/ }));
  expect(changes).toEqual(['diameter:10..12,contrast:0.5..']);
});
