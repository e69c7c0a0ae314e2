import { CandidateId, type Model } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { TRPCClientError } from '@trpc/client';
import { useState, type ReactNode } from 'react';
import { aModel, someModelFacts } from '../../testing/catalogue-samples.ts';
import { show } from '../../testing/show.tsx';
import type { BoardPlace } from './board-places.tsx';
import { ModelList } from './model-list.tsx';
import { ModelView } from './model-view.tsx';
import { parametersLine } from './model-words.ts';
import { ModelsSearch, modelsSearchDefaults } from './models-search.ts';
import { UnknownModel } from './unknown-model.tsx';

const untrained = aModel('x').candidates.map((candidate) => ({ ...candidate, trainingData: [] }));
const models: readonly Model[] = [
  aModel('star'),
  aModel('otsu', { weightsAvailable: null, paramCount: null, facts: null, candidates: untrained }),
  aModel('regions', { ineligible: 'It does not tell cells apart.', weightsAvailable: false, backbone: null }),
  aModel('unknown', { weightsAvailable: null, paramCount: null, facts: someModelFacts({ objects: ['cell'] }) }),
];

/** The list with its address kept in memory, as the route keeps it in the address bar. */
function Page({ search }: { readonly search?: Partial<ModelsSearch> }): ReactNode {
  const [now, setNow] = useState({ ...modelsSearchDefaults, ...search });
  return (
    <ModelList
      models={models}
      search={now}
      onChange={(change) => {
        setNow({ ...now, ...change });
      }}
    />
  );
}

const cards = (): (string | null)[] =>
  screen.queryAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);

describe('the list', () => {
  it('tells what can be ranked from what is only listed, with the reason', () => {
    show(<Page />);
    expect(cards()).toEqual(['star', 'otsu', 'unknown', 'regions']);
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Can be ranked 3',
      'Listed, never ranked 1',
    ]);
    expect(screen.getByText('It does not tell cells apart.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'star' }).getAttribute('href')).toBe('/models/star');
    expect(screen.getByText('U-Net, 1.43 million parameters')).toBeTruthy();
  });

  it.each<[keyof ModelsSearch, string, string[]]>([
    ['q', 'laboratory STAR', ['star']],
    ['q', 'elsewhere', ['star', 'unknown', 'regions']],
    ['object', 'cell', ['unknown']],
    ['weights', 'yes', ['star', 'otsu']],
    ['weights', 'no', ['regions']],
    ['weights', 'unknown', ['unknown']],
    ['ranked', 'no', ['regions']],
  ])('leaves by %s “%s” only %j', (key, value, left) => {
    show(<Page search={{ [key]: value }} />);
    expect(cards()).toEqual(left);
  });

  it('leads back to all where nothing is left', async () => {
    const { visitor } = show(<Page />);
    await visitor.type(screen.getByRole('searchbox', { name: 'Search' }), 'xyzzy');
    expect(screen.getByRole('status').textContent).toBe('0 of 4 models');
    await visitor.click(screen.getByRole('button', { name: 'Show all models' }));
    expect(cards()).toHaveLength(4);
  });

  it('takes nonsense in an address for the default', () => {
    expect(ModelsSearch.parse({ q: 1, object: 'x', weights: 'x', ranked: 'x' })).toEqual(modelsSearchDefaults);
  });
});

const place: BoardPlace = {
  task: 'nuclei',
  taskName: 'Nuclei',
  candidate: 'fluo',
  candidateName: 'Fluo',
  rank: 2,
  of: 7,
  metricName: 'F1 at 0.5',
  score: '0.812',
};
const placesAs = (data: readonly BoardPlace[] | undefined, error: unknown = null, refetch = (): void => undefined) => ({
  ...{ data, error, refetch },
  dataUpdatedAt: 0,
});
const showModel = (change: Partial<Model> = {}, places = placesAs([place])) =>
  show(<ModelView model={aModel('star', change)} places={places} datasets={new Map([['livecell', 'livecell']])} />);
const titles = (): (string | null)[] =>
  screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);

describe('a card', () => {
  it('tells where it stands, how it runs, what it writes and what it has seen', () => {
    showModel();
    expect(titles()).toEqual([
      'On the boards',
      'Install and run',
      'From its files to a board',
      'Candidates and what they were trained on',
      'What to know before using it',
      'Sources of these facts',
    ]);
    const row = screen.getByRole('row', { name: /^Nuclei/ });
    expect(within(row).getByRole('link').getAttribute('href')).toBe('/leaderboards/nuclei');
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['2 of 7', 'F1 at 0.5 0.812', 'Fluo']);
    const seen = screen.getByRole('row', { name: /^Fluo/ });
    expect(within(seen).getByRole('cell').textContent).toBe('livecell, Elsewhere');
    expect(within(seen).getByRole('link').getAttribute('href')).toBe('/datasets/livecell');
  });

  it('copies every line of how to install it', async () => {
    const { visitor } = showModel();
    await visitor.click(screen.getByRole('button', { name: 'Copy the lines that install and run star' }));
    expect(await navigator.clipboard.readText()).toBe('pip install model\nmodel run');
  });

  it('says where nothing was declared, and where nothing is learned', () => {
    const [one] = untrained;
    showModel({
      candidates: [
        { ...one!, name: 'Silent', trainingData: null },
        { ...one!, id: CandidateId.parse('00000000-0000-4000-8000-000000000002'), name: 'Classical' },
      ],
    });
    expect(screen.getByRole('row', { name: /^Silent/ }).textContent).toContain('not declared');
    expect(screen.getByRole('row', { name: /^Classical/ }).textContent).toContain('nothing: it does not learn');
  });

  it('says why it is never ranked, instead of where it stands', () => {
    showModel({ ineligible: 'It does not tell cells apart.' });
    expect(screen.getByText('Listed, never ranked')).toBeTruthy();
    expect(titles()).not.toContain('On the boards');
    expect(titles()).toContain('What it writes');
    expect(screen.queryByText(/predictions add/)).toBeNull();
  });

  it('waits for the boards, and says when it is on none', () => {
    const { unmount } = showModel({}, placesAs(undefined));
    expect(screen.getByText('Loading its places on the boards …')).toBeTruthy();
    unmount();
    showModel({}, placesAs([]));
    expect(screen.getByText(/^Nobody has brought its predictions here yet/)).toBeTruthy();
  });

  it('says so where the boards cannot be had, instead of waiting for ever or denying that it is on them', async () => {
    let asked = 0;
    const again = (): void => {
      asked++;
    };
    const { visitor } = showModel({}, placesAs(undefined, new TRPCClientError('Failed to fetch'), again));
    expect(screen.getByText('Its places on the boards cannot be shown')).toBeTruthy();
    expect(screen.queryByText(/Loading|Nobody/)).toBeNull();
    await visitor.click(screen.getByRole('button', { name: 'Try again' }));
    expect(asked).toBe(1);
  });

  it('needs no catalogue', () => {
    showModel({ facts: null, installSnippet: null, candidates: [], description: '' }, placesAs([]));
    expect(titles()).toEqual(['On the boards']);
  });
});

it.each([
  [null, null],
  [0, 'none: nothing is learned'],
  [1_425_222, '1.43 million'],
  [950, '950'],
])('%j parameters are %j', (count, words) => {
  expect(parametersLine(count)).toBe(words);
});

it('a model that does not exist leads to those that look like it', () => {
  show(<UnknownModel slug="stars" models={[aModel('otsu'), aModel('star')]} />);
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/models/star', '/models']);
});
