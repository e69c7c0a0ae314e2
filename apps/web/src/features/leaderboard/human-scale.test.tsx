import type { Leaderboard } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { aBoard, aMetric, aResult, aRow, aTask, aTaskDataset } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { columnsOf } from './board-columns.ts';
import { boardCsv, boardJson } from './board-export.ts';
import { BoardView } from './board-view.tsx';
import { extentOfScale, humanScale, type HumanScale } from './human-scale.ts';
import { leaderboardSearchDefaults, type LeaderboardSearch } from './leaderboard-search.ts';
import { normalise } from './scale.ts';

type Row = Leaderboard['rows'][number];

const scored = (f1: number | null, mHD: number | null): Pick<Row, 'scores'> => ({ scores: { 'f1@0.5': f1, mHD } });
const control = (n: number, candidate: string, change: Partial<Row>): Row =>
  aRow(n, {
    kind: 'control',
    rank: null,
    standing: 'control',
    model: 'controls',
    modelName: candidate,
    candidate,
    ...change,
  });
const annotator = (n: number, change: Partial<Row>): Row =>
  aRow(n, { kind: 'annotator', rank: null, standing: 'annotator', modelName: `Annotator ${String(n)}`, ...change });

const method = aRow(1, { modelName: 'Watershed', ...scored(0.5, 6) });
const empty = control(2, 'empty-prediction', scored(0, null));
const one = control(3, 'one-cell', scored(0.1, 12));
const voronoi = control(4, 'voronoi-cells', scored(0.05, 10));
const eroded = control(5, 'eroded-truth', scored(0.9, 2));
const all = [method, empty, one, voronoi, eroded];

/** The scale of a column, by the id of its metric. */
function scaleOf(id: string, rows: Row[], change: Partial<Leaderboard> = {}): HumanScale | null {
  const board = aBoard(rows, change);
  const column = columnsOf(board, { view: 'metrics', metrics: `mHD,${id}` }).find((each) => each.id === id);
  if (!column) throw new Error(`The board has no column ${id}.`);
  return humanScale(board, column);
}

describe('the scale between chance and human, worked by hand', () => {
  it('begins at the best control that knows nothing, and ends at the truth one pixel smaller', () => {
    expect(scaleOf('f1@0.5', all)).toEqual({ chance: 0.1, ceiling: 0.9 });
    expect(scaleOf('mHD', all)).toEqual({ chance: 10, ceiling: 2 });
  });

  it('ends at the mean of the annotators where there are some', () => {
    const annotators = [annotator(6, scored(0.8, 3)), annotator(7, scored(0.6, 4))];
    expect(scaleOf('f1@0.5', [...all, ...annotators])).toEqual({ chance: 0.1, ceiling: (0.8 + 0.6) / 2 });
    expect(scaleOf('mHD', [...all, ...annotators.slice(0, 1)])).toEqual({ chance: 10, ceiling: 3 });
  });

  it.each([
    ['f1@0.5', 'higher', 0.5, 0.5],
    ['f1@0.5', 'higher', 0.1, 0],
    ['f1@0.5', 'higher', 0.02, -0.1],
    ['f1@0.5', 'higher', 0.98, 1.1],
    ['mHD', 'lower', 6, 0.5],
    ['mHD', 'lower', 2, 1],
    ['mHD', 'lower', 14, -0.5],
    ['mHD', 'lower', 1, 1.125],
  ] as const)('puts %s, where %s is better, of %d at %d, and cuts nothing off', (...[id, direction, score, share]) => {
    const scale = scaleOf(id, all);
    expect(scale && normalise(aMetric(id, { direction }), score, extentOfScale(scale))).toBeCloseTo(share, 12);
  });

  const incomplete = { missingCount: 1 };
  const outdated = { results: [aResult('dsb', { outdated: true })] };
  const two = aTask('nuclei', { datasets: ['a', 'b'].map((slug) => aTaskDataset(slug)) });
  const only = [aMetric('f1@0.5', { direction: 'none' })];
  it.each<[string, Row[], Partial<Leaderboard>]>([
    ['without a control that knows nothing', [method, eroded], {}],
    ['where none of them has a score', [method, { ...empty, ...scored(null, null) }, eroded], {}],
    ['without a ceiling', [method, empty, one, voronoi], {}],
    ['where the control of the ceiling lacks images', [empty, { ...eroded, ...incomplete }], {}],
    [
      'where the only annotator was scored on another version',
      [empty, annotator(6, { ...scored(1, 0), ...outdated })],
      {},
    ],
    ['where the ends are closer than 0.05', [empty, { ...eroded, ...scored(0.04, 2) }], {}],
    ['where chance is better than the ceiling', [{ ...one, ...scored(0.95, 2) }, eroded], {}],
    ['where versions of the metric are mixed', all, { mixedVersions: ['f1@0.5'] }],
    ['for the means over several datasets', all, { task: two }],
    [
      'where one of two annotators has no score',
      [...all, annotator(6, scored(0.8, 3)), annotator(7, scored(null, 3))],
      {},
    ],
    ['for a metric that only describes', all, { metrics: only }],
  ])('does not exist %s', (_when, rows, change) => {
    expect(scaleOf('f1@0.5', rows, change)).toBeNull();
  });

  it('takes no method for a control or an annotator, whatever its name', () => {
    expect(scaleOf('f1@0.5', [{ ...one, kind: 'method' }, eroded])).toBeNull();
  });
});

describe('on a board over several datasets', () => {
  const on = (a: number | null, b: number | null, change: Partial<Row> = {}): Partial<Row> => ({
    ...{ scores: { 'f1@0.5': null }, imageCount: 20, ...change },
    results: [aResult('a', { score: a }), aResult('b', { score: b })].filter(({ score }) => score !== null),
  });
  const rows = [
    aRow(1, { modelName: 'Watershed', ...on(0.5, 0.6) }),
    control(2, 'one-cell', on(0.1, 0.2)),
    control(3, 'eroded-truth', on(0.9, 0.8)),
    annotator(4, on(null, 0.7, { missingCount: 10 })),
  ];
  const wide = aBoard(rows, {
    task: aTask('nuclei', { datasets: ['a', 'b', 'c'].map((slug) => aTaskDataset(slug, { name: `Set ${slug}` })) }),
    metrics: [aMetric('f1@0.5', { name: 'F1 at 0.5' })],
  });

  it('each dataset has the scale of its own controls and annotators', () => {
    const columns = columnsOf(wide, { view: 'datasets', metrics: '' });
    expect(columns.map((column) => [column.id, humanScale(wide, column)])).toEqual([
      ['overall', null],
      ['a', { chance: 0.1, ceiling: 0.9 }],
      ['b', { chance: 0.2, ceiling: 0.7 }],
      ['c', null],
    ]);
  });

  it('the heat map shows it by number and colour, and what has no scale as it is', async () => {
    const { visitor } = show(<Page board={wide} />);
    const cells = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('td.board-heat')];
    const heat = (): string[] => cells().map(({ style }) => Number(style.getPropertyValue('--heat')).toFixed(2));
    expect(screen.queryByRole('radio', { name: '0–100 scale' })).toBeNull();
    await visitor.click(screen.getByRole('radio', { name: 'Chance to human' }));
    expect(cells().map(({ textContent }) => textContent.replace(/unseen.*/, ''))).toEqual([
      '–no overall score without a rank',
      '50 (best)0.500',
      '80 (best)0.600',
      '–no results on Set c',
    ]);
    expect(heat()).toEqual(['0.00', '0.50', '0.80', '0.00']);
    expect(screen.getByText(/Each dataset has a scale of its own/)).toBeTruthy();
    expect(document.querySelector('.heat-legend')?.textContent).toMatch(/^chance.*human/);
  });
});

interface PageProps {
  readonly rows?: Row[];
  readonly board?: Leaderboard;
  readonly search?: Partial<LeaderboardSearch>;
}

/** The view with its address kept in memory. */
function Page({ rows = [], board = aBoard(rows), search }: PageProps): ReactNode {
  const [now, setNow] = useState({ ...leaderboardSearchDefaults, ...search });
  return (
    <BoardView
      {...{ board, search: now, address: '', pending: [], intervals: null, facets: undefined }}
      whenEmpty={<p>Nothing yet</p>}
      exposureReason={() => null}
      onSave={() => undefined}
      onChange={(change) => {
        setNow({ ...now, ...change });
      }}
    />
  );
}

const rowsOnScreen = (): string[] =>
  screen.getAllByRole('rowheader').map((cell) => cell.querySelector('.board-model-name')?.textContent ?? '');

describe('controls on a board', () => {
  it('are shown below the line on request, and counted apart', async () => {
    const { visitor } = show(<Page rows={[...all, annotator(6, scored(0.8, 3))]} />);
    expect(rowsOnScreen()).toEqual(['Watershed']);
    expect(screen.getByText(/^1 of 1 candidate ·/)).toBeTruthy();
    const choice = within(screen.getByRole('radiogroup', { name: 'Show controls' }));
    await visitor.click(choice.getByRole('radio', { name: 'Yes' }));
    expect(rowsOnScreen()).toEqual([
      ...['Watershed', 'empty-prediction', 'one-cell', 'voronoi-cells', 'eroded-truth', 'Annotator 6'],
    ]);
    expect(screen.getByText(/^1 of 1 candidate \+ 4 controls \+ 1 second annotator ·/)).toBeTruthy();
    expect(screen.getAllByRole('row')[2]?.textContent).toBe('Not ranked');
    expect(screen.getByText(/They are never ranked/)).toBeTruthy();
  });

  it('can be shown on a board that has nothing else', async () => {
    const { visitor } = show(<Page rows={[empty]} />);
    expect(screen.getByText('Nothing yet')).toBeTruthy();
    await visitor.click(screen.getByRole('radio', { name: 'Yes' }));
    expect(rowsOnScreen()).toEqual(['empty-prediction']);
  });

  it('are offered only where there are some', () => {
    show(<Page rows={[method]} search={{ norm: 'human' }} />);
    expect(screen.queryByRole('radiogroup', { name: 'Show controls' })).toBeNull();
    expect(screen.queryByRole('radio', { name: 'Chance to human' })).toBeNull();
    expect(screen.getByText(/There is no scale between chance and human here/)).toBeTruthy();
    expect(screen.getByText('0.500')).toBeTruthy();
  });

  it('give the scale also where they are hidden, with the score beside it', async () => {
    const { visitor } = show(<Page rows={all} />);
    await visitor.click(screen.getByRole('radio', { name: 'Chance to human' }));
    const values = [...document.querySelectorAll('td.board-score')].map((cell) => cell.textContent);
    expect(values).toEqual(['50 (best)0.500', '50 (best)6.00']);
    expect(screen.getByText(/100 is the truth drawn one pixel smaller/)).toBeTruthy();
  });

  it('give exports the same scale, with its ends', () => {
    const board = aBoard(all);
    const columns = columnsOf(board, { view: 'metrics', metrics: '' });
    const search: LeaderboardSearch = { ...leaderboardSearchDefaults, norm: 'human' };
    const content = { board, columns, search, rows: [method], address: '' };
    const [, , , header, first] = boardCsv(content).split('\r\n');
    expect(header).toContain(',f1@0.5,mHD,f1@0.5 chance-human,mHD chance-human,');
    expect(first).toMatch(/,0\.5,6,50,50,/);
    expect(JSON.parse(boardJson(content))).toMatchObject({
      columns: [{ id: 'f1@0.5', chanceToHuman: { chance: 0.1, ceiling: 0.9 } }, { id: 'mHD' }],
      rows: [{ rescaled: { 'f1@0.5': 50, mHD: 50 } }],
    });
  });
});
