import { screen } from '@testing-library/react';
import { show } from '../testing/show.tsx';
import { cellRows, cellsCsv, sortedRows, statusCounts, type CellOrder } from './cell-rows.ts';
import { CellTable } from './cell-table.tsx';
import { model } from './testing.fixture.ts';

const at = model.at(0.5);
const rows = cellRows(at, 1);

describe('the cells of an image', () => {
  it('are those of the truth and what a candidate invented, with what became of them', () => {
    expect(rows.map(({ id, status, partnerId }) => [id, status, partnerId])).toEqual([
      [1, 'matched', 1],
      [2, 'matched', 7],
      [3, 'merged', null],
      [4, 'missed', null],
      [9, 'invented', null],
    ]);
    expect(rows[0]).toMatchObject({ area: 4, areaUm2: 1, iou: 1 });
    expect(Object.fromEntries(statusCounts(rows))).toEqual({ matched: 2, merged: 1, missed: 1, invented: 1 });
    expect(cellRows(at, 0).map(({ status }) => status)).toEqual(['plain', 'plain', 'plain', 'plain']);
  });

  it.each<[CellOrder, number[]]>([
    ['worst', [4, 9, 3, 2, 1]],
    ['id', [1, 2, 3, 4, 9]],
    ['area', [1, 2, 3, 4, 9]],
    ['iou', [1, 2, 3, 4, 9]],
  ])('are sorted by %s', (order, ids) => {
    expect(sortedRows(rows, order).map(({ id }) => id)).toEqual(ids);
  });

  it('are a table for other programs, once for each candidate', () => {
    const lines = cellsCsv(at).trim().split('\n');
    expect(lines[0]).toBe('segmentation,compared_with,cell_id,status,iou,matched_id,area_px,area_um2');
    expect(lines).toContain('Ground truth,Merger,3,merged,0.5,,2,0.5');
    expect(lines).toContain('Ground truth,Finder,3,matched,1,3,2,0.5');
    expect(lines).toContain('Merger,Ground truth,9,invented,0,,2,0.5');
    expect(lines).toHaveLength(1 + 4 + 4 + 3 + 3);
  });

  it('go to the one that is chosen, by a click and by keys', async () => {
    const chosen: number[] = [];
    const { visitor } = show(
      <CellTable
        rows={sortedRows(rows, 'worst')}
        order="worst"
        selection={{ segmentation: 0, cell: 4 }}
        hasMicrometres
        isCompared
        onOrder={(order) => chosen.push(order.length)}
        onSelect={({ cell }) => chosen.push(cell)}
      />,
    );
    expect(screen.getByRole('columnheader', { name: 'Status' }).getAttribute('aria-sort')).toBe('other');
    const box = screen.getByRole('region', { name: /^Cells/ });
    box.focus();
    await visitor.keyboard('{ArrowDown}{ArrowUp}{PageDown}');
    expect(chosen).toEqual([3, 4, 1]);
    await visitor.click(screen.getByRole('button', { name: 'IoU' }));
    expect(chosen.at(-1)).toBe('iou'.length);
  });
});
