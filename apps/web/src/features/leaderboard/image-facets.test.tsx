import type { ImagesPage } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { aBoard, aRow } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { BoardView } from './board-view.tsx';
import { leaderboardSearchDefaults, type LeaderboardSearch } from './leaderboard-search.ts';

const facets: ImagesPage['facets'] = [
  { facet: 'size', value: 'medium', images: 4 },
  { facet: 'size', value: 'small', images: 6 },
  { facet: 'tissue', value: 'liver', images: 3 },
];

function shown(board: Partial<ReturnType<typeof aBoard>>, search: Partial<LeaderboardSearch> = {}) {
  const changes: Partial<LeaderboardSearch>[] = [];
  const { visitor } = show(
    <BoardView
      board={{ ...aBoard([aRow(1)]), ...board }}
      search={{ ...leaderboardSearchDefaults, ...search }}
      address="https://cellboard.test/view"
      pending={[]}
      intervals={null}
      facets={facets}
      whenEmpty={<p>Nothing yet</p>}
      exposureReason={() => null}
      onSave={() => undefined}
      onChange={(change) => changes.push(change)}
    />,
  );
  return { visitor, changes };
}

it('images are chosen by what was measured of them, with how many there are', async () => {
  const { visitor, changes } = shown({});
  const sizes = screen.getByLabelText('Cell size');
  const options = within(sizes).getAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toEqual([
    'Any',
    expect.stringMatching(/^small: .*\(6\)$/),
    expect.stringMatching(/^medium: .*\(4\)$/),
  ]);
  expect(screen.getByLabelText<HTMLSelectElement>('Density').disabled).toBe(true);
  expect(screen.queryByLabelText('Tissue')).toBeNull();
  await visitor.selectOptions(sizes, 'small');
  expect(changes).toEqual([{ size: 'small' }]);
});

it('says that a board is of some images only', () => {
  shown({ slice: { images: 6, datasets: ['dsb'] } }, { size: 'small' });
  expect(screen.getByText(/Only 6 images with the chosen measures count/)).toBeTruthy();
});

it('says that there are no such images, and shows all again', async () => {
  const { visitor, changes } = shown({ rows: [], slice: { images: 0, datasets: [] } }, { size: 'small' });
  expect(screen.queryByText('Nothing yet')).toBeNull();
  await visitor.click(screen.getByRole('button', { name: 'Show all images' }));
  expect(changes).toEqual([{ size: '', density: '', contrast: '' }]);
});
