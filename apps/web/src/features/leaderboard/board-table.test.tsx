import { screen, waitFor } from '@testing-library/react';
import { aBoard, aRow } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { columnsOf } from './board-columns.ts';
import { BoardTable } from './board-table.tsx';

/** A table of so many candidates, in a window of 800 px. */
function showTable(count: number) {
  const board = aBoard(Array.from({ length: count }, (_, i) => aRow(i + 1, { scores: { 'f1@0.5': 1 - i / count } })));
  return show(
    <BoardTable
      intervals={null}
      board={board}
      rows={board.rows}
      columns={columnsOf(board, { view: 'datasets', metrics: '' })}
      sort={{ column: 'rank', descending: false }}
      drawing="bars"
      pending={[]}
      exposureReason={() => null}
      why={() => '/'}
      onSort={() => undefined}
    />,
  );
}

describe('a long board', () => {
  // jsdom lays nothing out; what is in sight is computed from these heights of the window and of a row.
  const heights = [
    { of: Element.prototype, name: 'clientHeight', value: 800 },
    { of: HTMLElement.prototype, name: 'offsetHeight', value: 65 },
  ].map((height) => ({ ...height, before: Object.getOwnPropertyDescriptor(height.of, height.name) ?? {} }));
  beforeAll(() => {
    for (const { of, name, value } of heights) Object.defineProperty(of, name, { configurable: true, value });
  });
  afterAll(() => {
    for (const { of, name, before } of heights) Object.defineProperty(of, name, before);
  });

  it('draws its first rows at once, then those in sight, and tells how many there are', async () => {
    showTable(500);
    expect(screen.getAllByRole('rowheader')).toHaveLength(20);
    await waitFor(() => {
      expect(document.querySelectorAll('.board-gap')).toHaveLength(1);
    });
    const drawn = screen.getAllByRole('rowheader').length;
    expect(drawn).toBeGreaterThan(8);
    expect(drawn).toBeLessThan(60);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('501');
  });

  it('draws every row of a short one, so that the browser’s own search finds them', () => {
    showTable(150);
    expect(screen.getAllByRole('rowheader')).toHaveLength(150);
    expect(document.querySelectorAll('.board-gap')).toHaveLength(0);
  });
});
