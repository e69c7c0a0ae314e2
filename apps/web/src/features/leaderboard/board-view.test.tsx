import type { Leaderboard, Submission } from '@cellboard/contract';
import { screen, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { aBoard, aRow, aSubmission } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { BoardView } from './board-view.tsx';
import { leaderboardSearchDefaults, type LeaderboardSearch } from './leaderboard-search.ts';

const board = aBoard([
  aRow(1, { modelName: 'Watershed', scores: { 'f1@0.5': 0.8, mHD: 5, truthCells: 20 } }),
  aRow(2, { modelName: 'Threshold', scores: { 'f1@0.5': 0.6, mHD: 3, truthCells: 20 }, missingCount: 2 }),
  aRow(3, { modelName: 'Seeds', rank: null, scores: { 'f1@0.5': null, mHD: 9, truthCells: 20 } }),
]);

interface PageProps {
  readonly shown?: Leaderboard;
  readonly search?: Partial<LeaderboardSearch>;
  readonly pending?: readonly Submission[];
  readonly onSave?: (name: string, type: string, text: string) => void;
}

/** The view with its address kept in memory, as the route keeps it in the address bar. */
function Page({ shown = board, search, pending = [], onSave = () => undefined }: PageProps): ReactNode {
  const [now, setNow] = useState({ ...leaderboardSearchDefaults, ...search });
  return (
    <BoardView
      board={shown}
      search={now}
      address="https://cellboard.test/view"
      pending={pending}
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

describe('the board on screen', () => {
  it('shows candidates in the official order with position, rank and coverage', () => {
    show(<Page />);
    expect(rowsOnScreen()).toEqual(['Watershed', 'Threshold', 'Seeds']);
    const [position, rank, coverage] = within(rowOf('Threshold')).getAllByRole('cell');
    expect([position, rank, coverage].map((cell) => cell?.textContent)).toEqual(['2', '2', '8/102 missing, counted']);
  });

  it('says why a score is missing', () => {
    show(<Page />);
    expect(within(rowOf('Seeds')).getByText(/No score: these images give F1 at 0.5 nothing to judge/)).toBeTruthy();
  });

  it('tells with words which value is best, lower or higher as the metric asks', () => {
    show(<Page />);
    expect(within(rowOf('Watershed')).getByText('0.800').textContent).toBe('0.800 (best)');
    expect(within(rowOf('Threshold')).getByText('3.00').textContent).toBe('3.00 (best)');
    expect(within(rowOf('Watershed')).getByText('5.00').textContent).toBe('5.00');
  });
});

describe('sorting', () => {
  it('sorts by any metric, marks the column, says it aloud, and keeps missing scores last both ways', async () => {
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
    const [position, rank] = within(rowOf('Threshold')).getAllByRole('cell');
    expect([position?.textContent, rank?.textContent]).toEqual(['1', '2']);
  });

  it('leaves candidates without a rank last when the order is turned round', async () => {
    const { visitor } = show(<Page />);
    await visitor.click(screen.getByRole('button', { name: 'Rank' }));
    expect(rowsOnScreen()).toEqual(['Threshold', 'Watershed', 'Seeds']);
  });
});

describe('changing the view', () => {
  it('rescales over the rows on screen and keeps the raw score beside it', async () => {
    const { visitor } = show(<Page />);
    await visitor.click(screen.getByRole('radio', { name: 'Normalised' }));
    const texts = within(rowOf('Watershed'))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(texts).toContain('100 (best)0.800');
    expect(texts).toContain('675.00');
    await visitor.type(screen.getByRole('searchbox', { name: 'Search' }), 'seeds');
    expect(rowsOnScreen()).toEqual(['Seeds']);
    expect(within(rowOf('Seeds')).getByText('100')).toBeTruthy();
  });

  it('says so when the search finds nothing, and offers the way back', async () => {
    const { visitor } = show(<Page search={{ q: 'no such thing' }} />);
    expect(screen.getByRole('heading', { name: 'No model matches “no such thing”' })).toBeTruthy();
    await visitor.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(rowsOnScreen()).toHaveLength(3);
  });

  it('chooses the columns', async () => {
    const { visitor } = show(<Page />);
    expect(screen.queryByRole('columnheader', { name: /True cells/ })).toBeNull();
    await visitor.click(screen.getByRole('button', { name: 'Metrics (2 of 3)' }));
    await visitor.click(screen.getByRole('checkbox', { name: 'True cells' }));
    expect(screen.getByRole('columnheader', { name: /True cells/ })).toBeTruthy();
    await visitor.click(screen.getByRole('button', { name: 'Usual set' }));
    expect(screen.queryByRole('columnheader', { name: /True cells/ })).toBeNull();
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
    expect(within(rowOf('Model 5')).getByText('waiting for its turn')).toBeTruthy();
  });

  it('tells what to do when nothing was ever evaluated', () => {
    show(<Page shown={aBoard([])} />);
    expect(screen.getByRole('heading', { name: 'No model has been evaluated on this task yet' })).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
