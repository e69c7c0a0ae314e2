import { screen } from '@testing-library/react';
import { show } from '../../testing/show.tsx';
import { model } from '../../viewing/testing.fixture.ts';
import { HeatMap } from './heat-map.tsx';
import { heatRows } from './heat-rows.ts';

const at = model.at(0.5);

it('cells by candidate have those first on which candidates differ most', () => {
  expect(heatRows(at).map(({ id, ious, found }) => [id, ious, found])).toEqual([
    [1, [1, 0], 1],
    [3, [0, 1], 1],
    [4, [0, 1], 1],
    [2, [0.5, 1], 2],
  ]);
});

it('a cell by candidate is an IoU or what became of it, and its row selects it', async () => {
  const chosen: number[] = [];
  const { visitor } = show(
    <HeatMap rows={heatRows(at)} names={['Merger', 'Finder']} selected={3} onSelect={(cell) => chosen.push(cell)} />,
  );
  screen.getByRole('region', { name: /^Cells of the ground truth/ }).focus();
  await visitor.keyboard('{ArrowDown}');
  expect(chosen).toEqual([4]);
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
    'Cell',
    'Merger',
    'Finder',
    'Found by',
  ]);
});
