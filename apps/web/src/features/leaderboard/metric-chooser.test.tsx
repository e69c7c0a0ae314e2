import { catalog } from '@cellboard/metrics';
import { screen } from '@testing-library/react';
import { show } from '../../testing/show.tsx';
import { choosable } from './board-metrics.ts';
import { MetricChooser } from './metric-chooser.tsx';

const metrics = choosable(
  catalog.map(({ id }) => id).filter((id) => /^(?:f1@|mDice$|mHD$|pq$|missed$|invented$)/.test(id)),
);

async function open(shown: string[]) {
  const changes: string[][] = [];
  const drawn = show(<MetricChooser metrics={metrics} shown={shown} onChange={(ids) => changes.push(ids)} />);
  await drawn.visitor.click(screen.getByRole('button', { name: `Columns (${String(shown.length)})` }));
  return { ...drawn, changes };
}

it('offers every metric once, thresholds folded up to the usual ones', async () => {
  const { visitor } = await open(['pq', 'f1@0.65']);
  expect(screen.getByRole('checkbox', { name: 'F1 at 0.65' })).toHaveProperty('checked', true);
  expect(screen.queryByRole('checkbox', { name: 'F1 at 0.7' })).toBeNull();
  await visitor.click(screen.getByRole('button', { name: 'more thresholds of F1' }));
  expect(screen.getByRole('checkbox', { name: 'F1 at 0.7' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'What F1 is' }).getAttribute('href')).toBe('/metrics/f1');
});

it('finds a metric by a question', async () => {
  const { visitor } = await open(['pq']);
  await visitor.type(screen.getByRole('searchbox', { name: 'Find a metric' }), 'how many were missed');
  expect(screen.getByRole('checkbox', { name: 'Missed cells' })).toBeTruthy();
  expect(screen.queryByRole('checkbox', { name: 'mHD' })).toBeNull();
  await visitor.clear(screen.getByRole('searchbox', { name: 'Find a metric' }));
  await visitor.type(screen.getByRole('searchbox', { name: 'Find a metric' }), 'xyzzy');
  expect(screen.getByText('No metric matches “xyzzy”.')).toBeTruthy();
});

it('adds and removes columns in the order of the catalogue, keeps the last, and goes back to the default', async () => {
  const { visitor, changes } = await open(['pq']);
  expect(screen.getByRole('checkbox', { name: 'Panoptic quality' })).toHaveProperty('disabled', true);
  await visitor.click(screen.getByRole('checkbox', { name: 'mDice' }));
  await visitor.click(screen.getByRole('button', { name: 'Default' }));
  await visitor.click(screen.getByRole('button', { name: 'All' }));
  expect(changes).toEqual([['mDice', 'pq'], [], metrics.map(({ id }) => id)]);
});
