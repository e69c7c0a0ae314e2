import type { Dataset, Task } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { aBoard, aResult, aRow, aTask, aTaskDataset, anImage } from '../../testing/samples.ts';
import { aDataset, here, someFacts } from '../../testing/catalogue-samples.ts';
import { show } from '../../testing/show.tsx';
import type { ListedBoard } from './board-filter.ts';
import { BoardList } from './board-list.tsx';
import { BoardsSearch, boardsSearchDefaults } from './boards-search.ts';

const datasets = [
  aTaskDataset('dsb', { name: 'DSB', imageCount: 40 }),
  aTaskDataset('tissue', { name: 'Tissue', imageCount: 90, licence: 'CC-BY-4.0' }),
];
const nuclei = aTask('nuclei', { datasets, description: 'Outline every nucleus.' });
const demo = aTask('demo', {
  synthetic: true,
  takes: 'listed',
  object: 'cell',
  datasets: [aTaskDataset('drawn', { object: null })],
});
const empty = aTask('cells', { datasets: [], version: null, object: 'cell' });

const listed = (task: Task, dataset: number | null, change: Partial<ListedBoard> = {}): ListedBoard => ({
  task,
  dataset: dataset === null ? null : (task.datasets[dataset] ?? null),
  leaderboard: aBoard([
    aRow(1, { modelName: 'Star', scores: { 'f1@0.5': 0.8 }, results: [aResult('dsb', { score: 0.8 })] }),
  ]),
  images: [anImage(1), anImage(2, { cellCount: null })],
  modalities: ['fluorescence'],
  kinds: { stain: ['DAPI'], size: ['small', 'medium'], density: ['dense'], contrast: [] },
  ...change,
});
const catalogued = [
  aDataset('waiting', { facts: someFacts({ objects: ['nucleus'], commands: ['npx cellboard import waiting W/'] }) }),
  aDataset('both', {
    facts: someFacts({
      objects: ['cell', 'nucleus'],
      commands: ['npx cellboard import both B/', 'npx cellboard import both B/ --object nucleus'],
    }),
  }),
  aDataset('here', { ...here, facts: someFacts({ objects: ['nucleus'] }) }),
  aDataset('barred', { facts: someFacts({ objects: ['nucleus'], ineligible: 'It has no masks.' }) }),
];
const boards = [
  listed(nuclei, null),
  listed(nuclei, 0),
  listed(nuclei, 1, { modalities: ['brightfield'] }),
  listed(demo, 0, { leaderboard: undefined, images: undefined }),
];

interface PageProps {
  readonly shown?: readonly ListedBoard[];
  readonly search?: Partial<BoardsSearch>;
  readonly datasets?: readonly Dataset[];
}

/** The list with its address kept in memory, as the route keeps it in the address bar. */
function Page({ shown = boards, search, datasets: known = [] }: PageProps): ReactNode {
  const [now, setNow] = useState({ ...boardsSearchDefaults, ...search });
  return (
    <BoardList
      tasks={[empty, nuclei, demo]}
      datasets={known}
      boards={shown}
      search={now}
      onChange={(change) => {
        setNow({ ...now, ...change });
      }}
    />
  );
}

const cards = (): (string | null)[] =>
  screen.queryAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
const cardOf = (name: string): HTMLElement => {
  const card = screen.getByRole('heading', { level: 3, name }).closest('li');
  if (!card) throw new Error(`${name} stands in no card.`);
  return card;
};

it('shows a card for each board, task by task, with what waits for images last', () => {
  show(<Page />);
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'Nuclei',
    'Demosynthetic',
    'Cells',
  ]);
  expect(cards()).toEqual(['All 2 datasets together', 'DSB', 'Tissue', 'drawn']);
  expect(screen.getByText(/^No images yet/)).toBeTruthy();
  expect(screen.queryByRole('searchbox')).toBeNull();
});

it('tells size, licence, kind and who leads, and leads to the board', () => {
  show(<Page />);
  const dsb = within(cardOf('DSB'));
  expect(dsb.getByRole('link').getAttribute('href')).toBe('/leaderboards/nuclei/dsb');
  expect(dsb.getByText('40 images · 200 nuclei · CC0-1.0')).toBeTruthy();
  expect(dsb.getByText('fluorescence')).toBeTruthy();
  expect(dsb.getByRole('row', { name: '1 Star Default 0.800' })).toBeTruthy();
  expect(cardOf('DSB').querySelectorAll('img')).toHaveLength(3);
  expect(within(cardOf('Tissue')).getByText('No results yet')).toBeTruthy();
  const whole = within(cardOf('All 2 datasets together'));
  expect(whole.getByRole('link').getAttribute('href')).toBe('/leaderboards/nuclei');
  expect(within(cardOf('drawn')).getByRole('link').getAttribute('href')).toBe('/leaderboards/demo');
});

it('says what there is where results are there and none is ranked', () => {
  const control = aRow(2, { rank: null, kind: 'control', results: [aResult('dsb', { score: 1 })] });
  show(<Page shown={[listed(nuclei, 0, { leaderboard: aBoard([control]) })]} />);
  expect(within(cardOf('DSB')).getByText('Nothing is ranked yet. Results: 1 control')).toBeTruthy();
});

it('does not take an unknown licence for the name of one', () => {
  const licence = 'not stated';
  show(<Page shown={[listed(nuclei, null, { dataset: aTaskDataset('mine', { licence }) })]} />);
  expect(screen.getByText('10 images · 200 nuclei · licence not stated')).toBeTruthy();
});

describe('a long list', () => {
  const others = Array.from({ length: 7 }, (_, i) => aTaskDataset(`other-${String(i)}`));
  const long = [...boards, ...others.map((dataset) => listed(nuclei, null, { dataset, modalities: ['x-ray'] }))];

  it('can be searched, narrowed and sorted', async () => {
    const { visitor } = show(<Page shown={long} />);
    expect(screen.getByRole('status').textContent).toBe('11 of 11 leaderboards');
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Imaging' }), 'brightfield');
    expect(cards()).toEqual(['Tissue']);
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Imaging' }), '');
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'images');
    expect(cards().slice(0, 2)).toEqual(['All 2 datasets together', 'Tissue']);
    await visitor.type(screen.getByRole('searchbox', { name: 'Search' }), 'no such words');
    await visitor.click(screen.getByRole('button', { name: 'Show all leaderboards' }));
    expect(cards()).toHaveLength(11);
  });

  it.each<[keyof BoardsSearch, string, number]>([
    ['q', 'star', 2],
    ['object', 'cell', 1],
    ['modality', 'x-ray', 7],
  ])('leaves by %s “%s” %d', (key, value, left) => {
    show(<Page shown={long} search={{ [key]: value }} />);
    expect(cards()).toHaveLength(left);
  });
});

it('takes nonsense in an address for the default', () => {
  expect(BoardsSearch.parse({ q: 'x'.repeat(81), object: 'planet', modality: 7, sort: 'size' })).toEqual(
    boardsSearchDefaults,
  );
});

it('finds boards by stain and by how large and dense their cells are', async () => {
  const more = aTask('more', { datasets: Array.from({ length: 6 }, (_, i) => aTaskDataset(`d${String(i)}`)) });
  const many = [...boards, ...more.datasets.map((_, i) => listed(more, i))].map((board, i) =>
    i === 2 ? { ...board, kinds: { stain: ['H&E'], size: ['large'], density: ['sparse'], contrast: [] } } : board,
  );
  const { visitor } = show(<Page shown={many} />);
  const size = screen.getByRole('combobox', { name: 'Cell size' });
  expect(
    within(size)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['Any', 'small: under 16 px (9)', 'medium: 16 to 32 px (9)', 'large: 32 px or more (1)']);
  expect(screen.queryByRole('combobox', { name: 'Contrast' })).toBeNull();
  await visitor.selectOptions(size, 'large');
  expect(cards()).toEqual(['Tissue']);
  await visitor.selectOptions(screen.getByRole('combobox', { name: 'Stain' }), 'DAPI');
  expect(cards()).toEqual([]);
});

it('shows the commands that would open further boards, of the truth that the task asks for', () => {
  show(<Page datasets={catalogued} />);
  const details = screen.getAllByRole('group').filter(({ tagName }) => tagName === 'DETAILS');
  const commands = details.map((one) => [...one.querySelectorAll('pre')].map(({ textContent }) => textContent));
  expect(commands).toEqual([
    ['npx cellboard import waiting W/', 'npx cellboard import both B/ --object nucleus'],
    ['npx cellboard import both B/'],
  ]);
  expect(screen.getByText(/^2 catalogued datasets without images here/)).toBeTruthy();
  expect(screen.getByText(/^1 catalogued dataset without images here: how to open its leaderboard/)).toBeTruthy();
});
