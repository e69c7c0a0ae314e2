import type { Leaderboard, PublicSubmission } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { aBoard, aMetric, aResult, aRow, aSubmission, aTask, aTaskDataset } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { BoardView } from './board-view.tsx';
import { boardIntervals, type BoardIntervals } from './intervals/board-intervals.ts';
import { leaderboardSearchDefaults, type LeaderboardSearch } from './leaderboard-search.ts';

const board = aBoard([
  aRow(1, { modelName: 'Watershed', scores: { 'f1@0.5': 0.8, mHD: 5 } }),
  aRow(2, {
    modelName: 'Threshold',
    scores: { 'f1@0.5': 0.6, mHD: 3 },
    missingCount: 2,
    results: [aResult('dsb', { exposure: 'seen' })],
  }),
  aRow(3, { modelName: 'Seeds', rank: null, scores: { 'f1@0.5': null, mHD: 9 } }),
]);

/** The same with a prediction for every image in each row. */
const complete = { ...board, rows: board.rows.map((row) => ({ ...row, missingCount: 0 })) };

interface PageProps {
  readonly shown?: Leaderboard;
  readonly search?: Partial<LeaderboardSearch>;
  readonly pending?: readonly PublicSubmission[];
  readonly intervals?: BoardIntervals | null;
  readonly onSave?: (name: string, type: string, text: string) => void;
}

/** The view with its address kept in memory, as the route keeps it in the address bar. */
function Page(props: PageProps): ReactNode {
  const { shown = board, search, pending = [], intervals = null, onSave = () => undefined } = props;
  const [now, setNow] = useState({ ...leaderboardSearchDefaults, ...search });
  return (
    <BoardView
      board={shown}
      search={now}
      address="https://cellboard.test/view"
      pending={pending}
      intervals={intervals}
      facets={undefined}
      whenEmpty={<p>Nothing yet</p>}
      exposureReason={({ model }) => <p>What {model} declared</p>}
      onSave={onSave}
      onChange={(change) => {
        setNow({ ...now, ...change });
      }}
    />
  );
}

const rowsOnScreen = (): string[] =>
  screen.getAllByRole('rowheader').map((cell) => cell.querySelector('.board-model-name')?.textContent ?? '');
const rowOf = (model: string): HTMLElement => screen.getByRole('row', { name: new RegExp(model) });
const cellsOf = (model: string): (string | null)[] =>
  within(rowOf(model))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

describe('intervals', () => {
  const ids = complete.rows.map(({ candidateId }) => candidateId);
  const wave = (by: number) => Array.from({ length: 30 }, (_, i) => by + ((i * 7) % 10) / 100);
  const intervals = boardIntervals(
    {
      metric: 'f1@0.5',
      images: { datasets: wave(0).map(() => 'dsb'), clusters: wave(0).map(() => null) },
      candidates: [ids[0]!, ids[1]!].map((candidateId, i) => ({
        ...{ candidateId, isRanked: true, datasets: ['dsb'] },
        scores: wave(0.6).map((score, k) => (k % 2 === i ? score + 0.01 : score)),
      })),
      isComplete: true,
    },
    { direction: 'higher', unit: null },
  );

  it('stand beside ranks and scores, and what cannot be told from the best is as bold', () => {
    show(<Page shown={complete} intervals={intervals} />);
    expect(cellsOf('Threshold')[1]).toBe('2 of 1–2');
    expect(rowOf('Threshold').querySelector('[data-best]')?.textContent).toContain('(not told from the best)');
    expect(screen.queryByText(/95 % confidence intervals, from 30 images/)).not.toBeNull();
    expect(cellsOf('Seeds')[1]).toBe('–');
  });

  it('are not there until they are computed', () => {
    show(<Page shown={complete} />);
    expect(cellsOf('Threshold')[1]).toBe('2');
    expect(screen.queryByText(/confidence/)).toBeNull();
  });
});

describe('the board on screen', () => {
  it('shows candidates in the official order with position, rank and coverage', () => {
    show(<Page />);
    expect(rowsOnScreen()).toEqual(['Watershed', 'Threshold', 'Seeds']);
    expect(cellsOf('Threshold').slice(0, 3)).toEqual(['2', '2', '8/102 missing']);
    expect(screen.getByRole('link', { name: 'Watershed' }).getAttribute('href')).toBe('/models/model-1/default');
  });

  it('puts what has no rank below a line, without a position and with the reason', () => {
    show(<Page />);
    expect(cellsOf('Seeds').slice(0, 2)).toEqual(['', '–']);
    const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows[3]).toBe('Not ranked');
    expect(within(rowOf('Seeds')).getByText('F1 at 0.5 is undefined on these images')).toBeTruthy();
  });

  it('says why a score is missing', () => {
    show(<Page />);
    expect(within(rowOf('Seeds')).getByText(/^No score: F1 at 0.5 is undefined on these images/)).toBeTruthy();
  });

  it('tells with words which value is best, lower or higher as the metric asks', () => {
    show(<Page shown={complete} />);
    expect(within(rowOf('Watershed')).getByText('0.800').parentElement!.textContent).toBe('0.800 (best)');
    expect(within(rowOf('Threshold')).getByText('3.00').parentElement!.textContent).toBe('3.00 (best)');
    expect(within(rowOf('Watershed')).getByText('5.00').parentElement!.textContent).toBe('5.00');
  });

  it('calls no value best of a row that has not a prediction for every image', () => {
    show(<Page />);
    expect(within(rowOf('Threshold')).getByText('3.00').parentElement!.textContent).toBe('3.00');
    expect(within(rowOf('Watershed')).getByText('5.00').parentElement!.textContent).toBe('5.00 (best)');
  });

  it('draws longer bars for better scores, from the right where lower is better', () => {
    show(<Page shown={complete} />);
    const bars = (model: string): (string | undefined)[] =>
      [...rowOf(model).querySelectorAll<HTMLElement>('.board-bar')].map(
        (bar) => `${bar.dataset['from'] ?? ''} ${(bar.firstElementChild as HTMLElement).style.width}`,
      );
    expect(bars('Watershed')).toEqual(['left 80%', 'right 66.7%']);
    expect(bars('Threshold')).toEqual(['left 60%', 'right 100%']);
  });

  it('tells what a model has seen of the images, and why', async () => {
    const { visitor } = show(<Page />);
    expect(within(rowOf('Watershed')).getByRole('button', { name: /^unseen/ })).toBeTruthy();
    await visitor.click(within(rowOf('Threshold')).getByRole('button', { name: 'seen by Threshold · Default: why' }));
    expect(screen.getByText(/holds DSB, or the images it is made of/)).toBeTruthy();
    expect(screen.getByText('What model-2 declared')).toBeTruthy();
  });
});

describe('sorting', () => {
  it('sorts by any metric, marks the column, says it aloud, and keeps unranked ones last both ways', async () => {
    const { visitor } = show(<Page />);
    const header = screen.getByRole('button', { name: /F1 at 0.5/ });
    await visitor.click(header);
    expect(rowsOnScreen()).toEqual(['Watershed', 'Threshold', 'Seeds']);
    expect(header.closest('th')?.getAttribute('aria-sort')).toBe('descending');
    await visitor.click(header);
    expect(rowsOnScreen()).toEqual(['Threshold', 'Watershed', 'Seeds']);
    expect(header.closest('th')?.getAttribute('aria-sort')).toBe('ascending');
    expect(screen.getByText('Sorted by F1 at 0.5, ascending (worst first).').getAttribute('role')).toBe('status');
  });

  it('puts the smallest on top where lower is better, and keeps the official rank beside the position', async () => {
    const { visitor } = show(<Page />);
    await visitor.click(screen.getByRole('button', { name: /Hausdorff/ }));
    expect(rowsOnScreen()).toEqual(['Threshold', 'Watershed', 'Seeds']);
    expect(cellsOf('Threshold').slice(0, 2)).toEqual(['1', '2']);
  });

  it('leaves candidates without a rank last when the order is turned round', async () => {
    const { visitor } = show(<Page />);
    await visitor.click(screen.getByRole('button', { name: 'Rank' }));
    expect(rowsOnScreen()).toEqual(['Threshold', 'Watershed', 'Seeds']);
  });
});

describe('a board over several datasets', () => {
  const wide = aBoard(
    [
      aRow(1, {
        modelName: 'Watershed',
        scores: { 'f1@0.5': 0.5 },
        counted: 2,
        results: [aResult('a', { score: 0.25 }), aResult('b', { score: 0.75, exposure: 'partly' })],
      }),
      aRow(2, {
        modelName: 'Half',
        ...{ rank: null, standing: 'few', counted: 0 },
        scores: { 'f1@0.5': null },
        results: [aResult('b', { score: 0.9, exposure: 'undisclosed', counts: false })],
        ...{ imageCount: 20, missingCount: 10 },
      }),
    ],
    {
      task: aTask('nuclei', {
        datasets: [aTaskDataset('a', { name: 'Alpha' }), aTaskDataset('b', { name: 'Beta' })],
      }),
      metrics: [aMetric('f1@0.5', { name: 'F1 at 0.5' }), aMetric('pq')],
    },
  );

  it('shows the mean and each dataset, and ranks only what has results on all', () => {
    show(<Page shown={wide} />);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      ...['#', 'Rank', 'Model', 'Coverage'],
      expect.stringMatching(/^Overall.*mean F1 at 0.5$/) as string,
      expect.stringMatching(/^Alpha/) as string,
      expect.stringMatching(/^Beta/) as string,
    ]);
    expect(cellsOf('Half').slice(3)).toEqual([
      '–no overall score without a rank',
      '–no results on Alpha',
      '0.900not disclosed by Half · Default: why',
    ]);
    expect(
      within(rowOf('Half')).getByText(
        /^0 of 2 datasets count, 2 are needed: 1 without a result, 1 with training data not disclosed$/,
      ),
    ).toBeTruthy();
    expect(within(rowOf('Half')).getByText('10/20 images')).toBeTruthy();
    const unscored = /^10 of 20 images have no prediction; they are not scored\.$/;
    expect(within(rowOf('Half')).getByTitle(unscored)).toBeTruthy();
    expect(within(rowOf('Watershed')).getByText('0.500').parentElement!.textContent).toBe('0.500 (best)');
  });

  it('hatches what was seen, and marks only that', () => {
    show(<Page shown={wide} />);
    const cells = [...rowOf('Watershed').querySelectorAll<HTMLElement>('.board-heat')];
    expect(cells.map(({ dataset }) => dataset['seen'])).toEqual([undefined, undefined, 'true']);
    expect(within(rowOf('Watershed')).getAllByRole('button', { name: /seen/ })).toHaveLength(1);
  });

  it('sorts by a dataset, and turns to metrics', async () => {
    const { visitor } = show(<Page shown={wide} />);
    await visitor.click(screen.getByRole('button', { name: /^Beta/ }));
    expect(screen.getByText(/^2 of 2 candidates · Sorted by Beta, descending \(best first\)/)).toBeTruthy();
    await visitor.click(screen.getByRole('radio', { name: 'Metric' }));
    expect(screen.getByRole('columnheader', { name: /^pq/ })).toBeTruthy();
    expect(screen.queryByRole('columnheader', { name: /^Beta/ })).toBeNull();
  });
});

describe('changing the view', () => {
  it('rescales over the rows on screen, keeps the score beside it, and says when that means little', async () => {
    const { visitor } = show(<Page shown={complete} />);
    await visitor.click(screen.getByRole('radio', { name: '0–100 scale' }));
    expect(cellsOf('Watershed')).toContain('100 (best)0.800');
    expect(cellsOf('Watershed')).toContain('05.00');
    // What is not ranked does not set the scale, and can lie outside.
    expect(cellsOf('Seeds')).toContain('-2009.00');
    expect(screen.queryByText(/With so few candidates/)).toBeNull();
    await visitor.type(screen.getByRole('searchbox', { name: 'Search' }), 'seeds');
    expect(rowsOnScreen()).toEqual(['Seeds']);
    expect(within(rowOf('Seeds')).getByText('100')).toBeTruthy();
    expect(screen.getByText(/With so few candidates this scale says little/)).toBeTruthy();
  });

  it('says so when the search finds nothing, and offers the way back', async () => {
    const { visitor } = show(<Page search={{ q: 'no such thing' }} />);
    expect(screen.getByRole('heading', { name: 'No candidate matches “no such thing”' })).toBeTruthy();
    await visitor.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(rowsOnScreen()).toHaveLength(3);
  });

  it('hands out what is on screen', async () => {
    const saved: string[][] = [];
    const { visitor } = show(<Page search={{ q: 'threshold' }} onSave={(...file) => saved.push(file)} />);
    await visitor.click(screen.getByRole('button', { name: 'CSV' }));
    await visitor.click(screen.getByRole('button', { name: 'JSON' }));
    expect(saved.map(([name]) => name)).toEqual([
      'cellboard_leaderboard_nuclei_2026-01-02.csv',
      'cellboard_leaderboard_nuclei_2026-01-02.json',
    ]);
    expect(saved[0]?.[2]).toContain('1,2,Threshold,Default,The Laboratory,10,2,0.6,3,');
    expect(saved[0]?.[2]).not.toContain('Watershed');
  });
});

describe('a board that is not complete', () => {
  it('shows each evaluation that waits or runs with its count', () => {
    show(<Page pending={[aSubmission(4), aSubmission(5, { status: 'queued', scoredCount: 0 })]} />);
    expect(within(rowOf('Model 4')).getByText('3 of 10 images scored')).toBeTruthy();
    expect(within(rowOf('Model 4')).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('30');
    expect(within(rowOf('Model 5')).getByText('in the queue')).toBeTruthy();
  });

  it('tells what to do when nothing was ever evaluated', () => {
    show(<Page shown={aBoard([])} />);
    expect(screen.getByText('Nothing yet')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.queryByRole('group', { name: 'View' })).toBeNull();
  });

  it.each(['2020-01-01', 'garbage'])(
    'keeps its controls where there was nothing at %s, so that one can go on',
    (at) => {
      show(<Page shown={aBoard([])} search={{ at }} />);
      expect(screen.getByText('Nothing yet')).toBeTruthy();
      const view = within(screen.getByRole('group', { name: 'View' }));
      expect(view.getByLabelText<HTMLInputElement>('Board on').value).toBe(at === 'garbage' ? '' : at);
      expect(view.getByRole('button', { name: 'CSV' })).toHaveProperty('disabled', true);
    },
  );
});
