import type { Dataset } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { aDataset, here, someFacts } from '../../testing/catalogue-samples.ts';
import { show } from '../../testing/show.tsx';
import { DatasetList } from './dataset-list.tsx';
import { DatasetsSearch, datasetsSearchDefaults } from './datasets-search.ts';

const datasets: readonly Dataset[] = [
  aDataset('livecell'),
  aDataset('nuclei', {
    ...here,
    licence: 'CC0-1.0',
    redistributable: true,
    boards: [{ task: 'nuclei', taskName: 'Nuclei' }],
    facts: someFacts({
      ...{ objects: ['nucleus'], modalities: ['fluorescence'], stains: ['DAPI'], year: 2019 },
      checked: true,
    }),
  }),
  aDataset('lesions', {
    facts: someFacts({ objects: [], ineligible: 'It has no masks of cells.', images: null, cells: null }),
  }),
];

interface PageProps {
  readonly search?: Partial<DatasetsSearch>;
  readonly shown?: readonly Dataset[];
}

/** The list with its address kept in memory, as the route keeps it in the address bar. */
function Page({ search, shown = datasets }: PageProps): ReactNode {
  const [now, setNow] = useState({ ...datasetsSearchDefaults, ...search });
  return (
    <DatasetList
      datasets={shown}
      search={now}
      preview={({ slug }) => <p>pictures of {slug}</p>}
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
const summary = (): string | undefined =>
  screen.getAllByRole('status').find(({ tagName }) => tagName === 'P')?.textContent;

it('shows what is on this site first, with pictures and boards, then what is only known', () => {
  show(<Page />);
  expect(cards()).toEqual(['nuclei', 'livecell', 'lesions']);
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'On this site 1',
    'Not imported yet 2',
  ]);
  expect(summary()).toBe('3 of 3 datasets: 1 on this site, 2 not imported yet');
  const nuclei = within(cardOf('nuclei'));
  expect(nuclei.getByText('pictures of nuclei')).toBeTruthy();
  expect(nuclei.getByText('48 images · 2,000 nuclei')).toBeTruthy();
  expect(nuclei.getByText('redistributable')).toBeTruthy();
  expect(nuclei.getByRole('link', { name: 'Leaderboard' }).getAttribute('href')).toBe('/leaderboards/nuclei/nuclei');
  expect(nuclei.getByRole('link', { name: 'Images' }).getAttribute('href')).toBe('/images?dataset=nuclei');
  expect(nuclei.getByText('on this site')).toBeTruthy();
  expect(nuclei.queryByRole('button', { name: /^Copy/ })).toBeNull();
  expect(nuclei.queryByText(/Not yet checked/)).toBeNull();
  expect(screen.queryByText('pictures of livecell')).toBeNull();
});

it('tells the authors’ numbers of what is not imported, and why it cannot be used for ranking', () => {
  show(<Page />);
  const livecell = within(cardOf('livecell'));
  expect(livecell.getByText('5,239 images · 1,686,352 cells')).toBeTruthy();
  expect(livecell.getByText('download from provider')).toBeTruthy();
  expect(livecell.getByRole('link').getAttribute('href')).toBe('/datasets/livecell');
  const lesions = within(cardOf('lesions'));
  expect(lesions.getByText('size not known')).toBeTruthy();
  expect(lesions.queryByText('Annotated')).toBeNull();
  expect(livecell.queryByText('on this site')).toBeNull();
  expect(livecell.getByRole('button', { name: 'Copy the command that imports livecell' })).toBeTruthy();
  expect(livecell.getByText('Not yet checked against the real archive')).toBeTruthy();
  expect(lesions.queryByRole('button')).toBeNull();
  expect(lesions.queryByText(/Not yet checked/)).toBeNull();
  expect(lesions.getByText('Cannot be used for ranking: It has no masks of cells.')).toBeTruthy();
});

it.each<[keyof DatasetsSearch, string, string[]]>([
  ['q', 'dapi', ['nuclei']],
  ['q', 'Hoechst', []],
  ['q', 'fluorescence', ['nuclei']],
  ['q', 'PHASE livecell', ['livecell']],
  ['object', 'barred', ['lesions']],
  ['object', 'nucleus', ['nuclei']],
  ['modality', 'phase contrast', ['livecell', 'lesions']],
  ['licence', 'free', ['nuclei']],
  ['licence', 'noncommercial', ['livecell', 'lesions']],
  ['licence', 'linked', []],
  ['stain', 'DAPI', ['nuclei']],
  ['size', 'small', ['nuclei']],
  ['size', 'large', ['livecell']],
  ['here', 'yes', ['nuclei']],
  ['here', 'no', ['livecell', 'lesions']],
])('leaves by %s “%s” only %j', (key, value, left) => {
  show(<Page search={{ [key]: value }} />);
  expect(cards()).toEqual(left);
});

describe('a dataset with two truths', () => {
  const both = aDataset('both', { object: 'nucleus', facts: someFacts({ objects: ['nucleus', 'cell'] }) });
  const shown = [...datasets, both];

  it.each([
    ['cell', ['livecell', 'both']],
    ['nucleus', ['nuclei', 'both']],
  ] as const)('is found by “%s”, and its card shows both', (object, left) => {
    show(<Page search={{ object }} shown={shown} />);
    expect(cards()).toEqual(left);
    expect(within(cardOf('both')).getByText('nuclei and cells')).toBeTruthy();
  });

  it('counts for each of them, and what cannot be used counts for none', () => {
    show(<Page shown={shown} />);
    const options = within(screen.getByRole('combobox', { name: 'Annotated' })).getAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Any',
      'cells (2)',
      'nuclei (2)',
      'cannot be used (1)',
    ]);
  });
});

it.each(['name', 'images', 'year'] as const)('puts what cannot be used last, sorted by %s', (sort) => {
  const barred = aDataset('a', { facts: someFacts({ ineligible: 'Boxes only.', images: 99_999, year: 2026 }) });
  show(<Page search={{ sort }} shown={[barred, ...datasets]} />);
  expect(cards().slice(0, 2)).toEqual(['nuclei', 'livecell']);
  expect(new Set(cards().slice(2))).toEqual(new Set(['a', 'lesions']));
});

it('says what an unknown licence means, and finds datasets with one', () => {
  show(<Page search={{ licence: 'unknown' }} shown={[...datasets, aDataset('mine', { licence: 'not stated' })]} />);
  expect(cards()).toEqual(['mine']);
  expect(within(cardOf('mine')).getByText('do not redistribute')).toBeTruthy();
});

it('finds licences that nobody has verified, apart from other terms', () => {
  const shown = [...datasets, aDataset('said', { licence: 'CC0-1.0 (not verified)' })];
  show(<Page search={{ licence: 'unverified' }} shown={shown} />);
  expect(cards()).toEqual(['said']);
  expect(within(cardOf('said')).getByText('licence not verified')).toBeTruthy();
  expect(screen.getByRole('option', { name: 'not verified (1)' })).toBeTruthy();
});

it('counts what each choice would leave, and narrows by it', async () => {
  const { visitor } = show(<Page />);
  const imaging = screen.getByRole('combobox', { name: 'Imaging' });
  expect(
    within(imaging)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['Any', 'phase contrast (2)', 'fluorescence (1)']);
  await visitor.selectOptions(imaging, 'fluorescence');
  expect(cards()).toEqual(['nuclei']);
});

it('sorts by size and year', async () => {
  const { visitor } = show(<Page search={{ object: '' }} />);
  await visitor.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'images');
  expect(cards()).toEqual(['nuclei', 'livecell', 'lesions']);
  await visitor.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'year');
  expect(cards()[1]).toBe('livecell');
});

it('leads back to all where nothing is left, and keeps an unknown choice in sight', async () => {
  const { visitor } = show(<Page search={{ modality: 'X-ray', q: 'cells' }} />);
  expect(cards()).toEqual([]);
  expect(screen.getByRole('combobox', { name: 'Imaging' })).toHaveProperty('value', 'X-ray');
  expect(screen.getByRole('option', { name: 'X-ray (0)' })).toBeTruthy();
  await visitor.click(screen.getByRole('button', { name: 'Show all datasets' }));
  expect(cards()).toHaveLength(3);
});

it('takes nonsense in an address for the default', () => {
  expect(
    DatasetsSearch.parse({
      q: 'x'.repeat(81),
      object: 'lesion',
      modality: 7,
      licence: 'MIT',
      here: 'maybe',
      sort: 'x',
    }),
  ).toEqual(datasetsSearchDefaults);
});
