import type { Cell } from '@cellboard/contract';
import { cellsCsv, cellsTable, sizesTable } from './cells-table.ts';

const cell: Cell = {
  ...{ image: '=a', side: 'truth', cell: 1, originalId: 7, matchedId: null, status: 'missed' },
  ...{ iou: 0, dice: 0, hausdorff: 2.5, area: 1200, perimeter: 40.5, centroidRow: 1, centroidColumn: 2.5 },
  ...{ touchesBorder: true, neighbourDistance: null, means: [12.5, 3], rings: [null, 4] },
};
const cells = [cell];

it('shows cells to people', () => {
  const [head, line] = cellsTable(cells).split('\n');
  expect(head).toMatch(/^ *Image +Side +Cell +Status +IoU +Dice +Hausdorff +Area +Matched *$/);
  expect(line).toMatch(/^ *=a +truth +7 +missed +0 +0 +2\.500 +1,200 +– *$/);
  expect(cellsTable([])).toBe('No cell is like that.');
});

it('writes the columns of a record for programs', () => {
  expect(cellsCsv(cells).split('\r\n')).toEqual([
    'image,side,cell,original_id,matched_id,status,iou,dice,hausdorff,area,perimeter,centroid_row,centroid_column,touches_border,neighbour_distance,mean_1,ring_1,mean_2,ring_2',
    "'=a,truth,1,7,,missed,0,0,2.5,1200,40.5,1,2.5,true,,12.5,,3,4",
  ]);
});

it('shows counts by size', () => {
  const counts = { cells: 10, matched: 8, missed: 1, split: 0, merged: 1, boundary: 0, invented: 2 };
  const bin = { from: 12.5, to: 80, ...counts, detection: 0.8, iou: 0.75, dice: 0.8, hausdorff: 3 };
  expect(sizesTable([bin]).split('\n')[1]).toMatch(/^ *12\.500 to 80 +10 +8 +1 +0 +1 +0 +2 +0\.800 +0\.750 *$/);
  expect(sizesTable([])).toBe('There are no truth cells.');
});
