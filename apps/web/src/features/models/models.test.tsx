import type { Candidate, Model, ModelResult } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { TRPCClientError } from '@trpc/client';
import { useState, type ReactNode } from 'react';
import { aCandidate, aModel, aPlace, someModelFacts, someWeights } from '../../testing/catalogue-samples.ts';
import { show } from '../../testing/show.tsx';
import { ModelList } from './model-list.tsx';
import { ModelView } from './model-view.tsx';
import { ModelsSearch, modelsSearchDefaults } from './models-search.ts';
import { UnknownCandidate, UnknownModel } from './unknown-model.tsx';

const classical = [aCandidate('v1', { weights: null })];
const models: readonly Model[] = [
  aModel('star', { boardCount: 2 }),
  aModel('otsu', { weightsAvailable: null, paramCount: null, facts: null, candidates: classical, builtIn: true }),
  aModel('regions', { ineligible: 'It does not tell cells apart.', weightsAvailable: false, backbone: null }),
  aModel('unknown', {
    weightsAvailable: null,
    paramCount: null,
    facts: someModelFacts({ objects: ['cell'], year: 2024 }),
    candidates: [aCandidate('2d-versatile-he', { weights: someWeights({ sources: null }) })],
  }),
];
const sources = new Map([['livecell', 'phase contrast']]);
const places = new Map<string, readonly ModelResult[]>([
  ['star', [aPlace({ rank: 3, datasetName: 'Other' }), aPlace({ datasetName: 'DSB' })]],
]);

/** The list with its address kept in memory, as the route keeps it in the address bar. */
function Page({ search, also = [] }: { readonly search?: Partial<ModelsSearch>; readonly also?: Model[] }): ReactNode {
  const [now, setNow] = useState({ ...modelsSearchDefaults, ...search });
  return (
    <ModelList
      {...{ sources, places }}
      models={[...models, ...also]}
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
  it('has controls and second annotators apart, and does not count them', () => {
    const kinds = (['control', 'annotator'] as const).map((kind) => aCandidate(kind, { weights: null, kind }));
    const also = [aModel('controls', { candidates: kinds }), aModel('both', { candidates: [...kinds, ...classical] })];
    show(<Page also={also} />);
    expect(screen.getByRole('status').textContent).toBe('5 of 5 models');
    expect(screen.getAllByRole('heading', { level: 2 }).at(-1)?.textContent).toBe('Controls and second annotators 1');
    expect(cards().at(-1)).toBe('controls');
  });

  it('tells models from baselines and from what cannot be ranked, with the reason', () => {
    show(<Page />);
    expect(cards()).toEqual(['star', 'unknown', 'otsu', 'regions']);
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Instance segmentation models 2',
      'Built-in baselines 1',
      'Not eligible for ranking 1',
    ]);
    expect(screen.getByText('It does not tell cells apart.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'star' }).getAttribute('href')).toBe('/models/star');
    expect(screen.getByText('U-Net, 1.43 million parameters')).toBeTruthy();
  });

  it('shows the best place of a model that is on a board', () => {
    show(<Page />);
    const card = screen.getByRole('heading', { level: 3, name: 'star' }).closest('li');
    expect(card?.querySelector('.model-best')?.textContent).toBe('rank 2 of 7 on DSB, 2 places in all');
  });

  it.each<[keyof ModelsSearch, string, string[]]>([
    ['q', 'laboratory STAR', ['star']],
    ['q', 'elsewhere', ['star', 'regions']],
    ['q', 'H&E', ['unknown']],
    ['q', 'phase contrast', ['star', 'regions']],
    ['object', 'cell', ['unknown']],
    ['weights', 'yes', ['star', 'otsu']],
    ['weights', 'no', ['regions']],
    ['weights', 'unknown', ['unknown']],
    ['results', 'yes', ['star']],
    ['ranked', 'no', ['regions']],
  ])('leaves by %s “%s” only %j', (key, value, left) => {
    show(<Page search={{ [key]: value }} />);
    expect(cards()).toEqual(left);
  });

  it('sorts by year', async () => {
    const { visitor } = show(<Page />);
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'year');
    expect(cards().slice(0, 2)).toEqual(['unknown', 'star']);
  });

  it('leads back to all where nothing is left', async () => {
    const { visitor } = show(<Page />);
    await visitor.type(screen.getByRole('searchbox', { name: 'Search' }), 'xyzzy');
    expect(screen.getByRole('status').textContent).toBe('0 of 4 models');
    await visitor.click(screen.getByRole('button', { name: 'Show all models' }));
    expect(cards()).toHaveLength(4);
  });

  it('takes nonsense in an address for the default', () => {
    const nonsense = { q: 1, object: 'x', weights: 'x', ranked: 'x', results: 'x', sort: 'x' };
    expect(ModelsSearch.parse(nonsense)).toEqual(modelsSearchDefaults);
  });
});

const placesAs = (
  data: readonly ModelResult[] | undefined,
  error: unknown = null,
  refetch = (): void => undefined,
) => ({
  ...{ data, error, refetch },
  dataUpdatedAt: 0,
});

interface Shown {
  readonly known?: ReturnType<typeof placesAs>;
  readonly candidate?: Candidate;
}
const showModel = (change: Partial<Model> = {}, { known = placesAs([aPlace()]), candidate }: Shown = {}) =>
  show(
    <ModelView
      model={aModel('star', change)}
      candidate={candidate ?? null}
      places={known}
      datasets={new Set(['livecell'])}
      pictures={<p>pictures</p>}
      empty={null}
    />,
  );
const titles = (): (string | null)[] =>
  screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
const fact = (name: string): string | null | undefined =>
  screen.queryByText(name, { selector: 'dt, dt *' })?.closest('dt')?.nextElementSibling?.textContent;

describe('a page', () => {
  it('tells where it stands, what it finds, what it has seen, how it runs and what it writes', () => {
    showModel();
    expect(titles()).toEqual([
      'On the leaderboards',
      'What it finds',
      'Candidates and what they were trained on',
      'Install and run',
      'Submit its results',
      'What to know before using it',
      'Sources of these facts',
    ]);
    const row = screen.getByRole('row', { name: /^DSB/ });
    expect(within(row).getByRole('link', { name: 'DSB' }).getAttribute('href')).toBe('/leaderboards/nuclei/dsb');
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['2 of 7', 'F1 at 0.5', '0.812', 'Fluo', 'Nuclei']);
    const seen = screen.getByRole('row', { name: /^Fluo/ });
    expect(within(seen).getAllByRole('cell')[1]?.textContent).toBe('LIVECell (inherited), Elsewhere');
    expect(within(seen).getByRole('link', { name: 'LIVECell' }).getAttribute('href')).toBe('/datasets/livecell');
    expect(within(seen).getByRole('link', { name: 'Fluo' }).getAttribute('href')).toBe('/models/star/fluo');
  });

  it('says how the files of a result were read where something had to be chosen', () => {
    showModel({}, { known: placesAs([aPlace({ reading: { plane: 2, array: 'masks', components: true } })]) });
    expect(screen.getByRole('row', { name: /^DSB/ }).textContent).toContain(
      'files read with plane 2, array “masks”, and each connected part as a cell',
    );
  });

  it('copies every line of how to install it', async () => {
    const { visitor } = showModel();
    await visitor.click(screen.getByRole('button', { name: 'Copy the lines that install and run star' }));
    expect(await navigator.clipboard.readText()).toBe('pip install model\nmodel run');
  });

  it('says when the lines that install it were last checked', () => {
    showModel();
    expect(screen.getByText('Last compared with its documentation on November 23, 2026.')).toBeTruthy();
  });

  it('says where nothing was disclosed, where nothing is learned, and what a developer said', () => {
    showModel({
      candidates: [
        aCandidate('silent', { weights: someWeights({ sources: null, note: 'our own slides' }) }, 1),
        aCandidate('classical', { weights: null }, 2),
        aCandidate('control', { weights: null, kind: 'control' }, 3),
      ],
    });
    expect(screen.getByRole('row', { name: /^Silent/ }).textContent).toContain(
      'not disclosed In the developer’s words: our own slides',
    );
    expect(screen.getByRole('row', { name: /^Classical/ }).textContent).toContain(
      'no training data (not a learned method)',
    );
    expect(screen.getByRole('row', { name: /^Control/ }).textContent).toContain('control');
  });

  it('says why it is not eligible, instead of where it stands', () => {
    showModel({ ineligible: 'It does not tell cells apart.' });
    expect(screen.getByText('Not eligible for ranking')).toBeTruthy();
    expect(titles()).not.toContain('On the leaderboards');
    expect(titles()).toContain('What it writes');
    expect(screen.queryByText(/predictions add/)).toBeNull();
  });

  it('offers no command for a model that the software runs itself', () => {
    showModel({ builtIn: true });
    expect(screen.queryByText(/predictions add/)).toBeNull();
    expect(fact('Run by')).toBe('this software itself; takes no predictions from outside');
  });

  it('waits for its places, and says when there are none', () => {
    const { unmount } = showModel({}, { known: placesAs(undefined) });
    expect(screen.getByText('Loading its places on the leaderboards …')).toBeTruthy();
    unmount();
    showModel({}, { known: placesAs([]) });
    expect(screen.getByText(/^No results yet/)).toBeTruthy();
  });

  it('says so where its places cannot be loaded, instead of waiting for ever or denying them', async () => {
    let asked = 0;
    const again = (): void => {
      asked++;
    };
    const known = placesAs(undefined, new TRPCClientError('Failed to fetch'), again);
    const { visitor } = showModel({}, { known });
    expect(screen.getByText('Its places cannot be shown')).toBeTruthy();
    expect(screen.queryByText(/Loading|No results/)).toBeNull();
    await visitor.click(screen.getByRole('button', { name: 'Try again' }));
    expect(asked).toBe(1);
  });

  it('needs no catalogue', () => {
    showModel(
      { facts: null, installSnippet: null, candidates: [], description: '' },
      { known: placesAs([aPlace({ rank: null, score: null, metric: 'quantumScore' })]) },
    );
    expect(titles()).toEqual(['On the leaderboards', 'What it finds']);
    expect(screen.getByRole('row', { name: /^DSB/ }).textContent).toContain('not ranked');
  });
});

describe('a candidate in view', () => {
  const candidate = aCandidate('fluo', {
    weights: someWeights({ parent: { model: 'base', weights: 'first' }, sha256: 'ab'.repeat(32) }),
    mode: 'automatic',
    settings: { diameter: 30, resample: true },
    tunedOn: 'nuclei',
    lastVerifiedAt: '2026-01-02T03:04:05.000Z',
  });

  it('has everything that makes it', () => {
    showModel({ candidates: [candidate] }, { candidate });
    expect(titles()[0]).toBe('Candidate: Fluo');
    expect(fact('Name in addresses')).toBe('star/fluo');
    expect(fact('Trained on')).toBe('LIVECell (inherited), Elsewhere');
    expect(fact('Began from')).toBe('base, weights first');
    expect(fact('File of the weights')).toMatch(/^abababababab…/);
    expect([fact('Mode'), fact('Settings')]).toEqual(['automatic', 'diameter: 30resample: true']);
    expect(fact('Tuned on')).toBe('the task nuclei: its images count as seen');
    expect(fact('Last checked to run')).toBe('January 2, 2026');
  });

  it('is marked among the others', () => {
    const other = aCandidate('other', {}, 2);
    showModel({ candidates: [candidate, other] }, { candidate });
    expect(screen.getByRole('link', { name: 'Fluo' }).getAttribute('aria-current')).toBe('page');
    expect(screen.getByRole('link', { name: 'Other' }).getAttribute('aria-current')).toBeNull();
    expect(screen.getByRole('row', { name: /^DSB/ }).dataset['inView']).toBe('true');
  });

  it('says what is not known of it', () => {
    const silent = aCandidate('fluo', { weights: someWeights({ sources: null }) });
    showModel({ candidates: [silent] }, { candidate: silent });
    expect([fact('Trained on'), fact('File of the weights'), fact('Settings')]).toEqual([
      'not disclosed',
      'hash not known',
      'the defaults',
    ]);
    expect([fact('Mode'), fact('Began from'), fact('Tuned on')]).toEqual([undefined, undefined, undefined]);
  });
});

const addresses = (): (string | null)[] => screen.getAllByRole('link').map((link) => link.getAttribute('href'));

it('a model that does not exist leads to those with a like name', () => {
  show(<UnknownModel slug="stars" models={[aModel('otsu'), aModel('star')]} />);
  expect(screen.getByText('Did you mean:')).toBeTruthy();
  expect(addresses()).toEqual(['/models/star', '/models']);
});

it('a candidate that a model does not have leads to those that it has', () => {
  show(<UnknownCandidate slug="fluos" model={aModel('star')} />);
  expect(screen.getByRole('heading', { name: 'star has no candidate “fluos”' })).toBeTruthy();
  expect(addresses()).toEqual(['/models/star/fluo', '/models/star']);
});
