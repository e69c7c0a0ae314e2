import type { Cell, CellSizeBin } from '@cellboard/contract';
import { csvLine, type CsvValue } from '../csv.ts';
import { plainTable, scoreText } from '../tables.ts';

/** Cells for people. */
export function cellsTable(cells: readonly Cell[]): string {
  if (cells.length === 0) return 'No cell is like that.';
  const rows = cells.map((cell) => [
    ...[cell.image, cell.side, String(cell.originalId), cell.status],
    ...[cell.iou, cell.dice, cell.hausdorff].map((value) => scoreText(value)),
    ...[cell.area.toLocaleString('en'), cell.matchedId === null ? '–' : String(cell.matchedId)],
  ]);
  return plainTable(['Image', 'Side', 'Cell', 'Status', 'IoU', 'Dice', 'Hausdorff', 'Area', 'Matched'], rows);
}

/** Cells for programs, a line each; an empty field where there is nothing. */
export function cellsCsv(cells: readonly Cell[]): string {
  const channels = cells[0]?.means.length ?? 0;
  const numbers = Array.from({ length: channels }, (_, i) => i);
  const columns: readonly (readonly [string, (cell: Cell) => CsvValue])[] = [
    ['image', ({ image }) => image],
    ['side', ({ side }) => side],
    ['cell', ({ cell }) => cell],
    ['original_id', ({ originalId }) => originalId],
    ['matched_id', ({ matchedId }) => matchedId],
    ['status', ({ status }) => status],
    ['iou', ({ iou }) => iou],
    ['dice', ({ dice }) => dice],
    ['hausdorff', ({ hausdorff }) => hausdorff],
    ['area', ({ area }) => area],
    ['perimeter', ({ perimeter }) => perimeter],
    ['centroid_row', ({ centroidRow }) => centroidRow],
    ['centroid_column', ({ centroidColumn }) => centroidColumn],
    ['touches_border', ({ touchesBorder }) => touchesBorder],
    ['neighbour_distance', ({ neighbourDistance }) => neighbourDistance],
    ...numbers.flatMap((i) => [
      [`mean_${i + 1}`, ({ means }: Cell) => means[i] ?? null] as const,
      [`ring_${i + 1}`, ({ rings }: Cell) => rings[i] ?? null] as const,
    ]),
  ];
  return csv(
    columns.map(([name]) => name),
    cells.map((cell) => columns.map(([, value]) => value(cell))),
  );
}

/** Counts by size for people. */
export function sizesTable(bins: readonly CellSizeBin[]): string {
  if (bins.length === 0) return 'There are no truth cells.';
  const rows = bins.map((bin) => [
    `${scoreText(bin.from)} to ${scoreText(bin.to)}`,
    ...[bin.cells, bin.matched, bin.missed, bin.split, bin.merged, bin.boundary, bin.invented].map((n) =>
      n.toLocaleString('en'),
    ),
    ...[bin.detection, bin.iou].map((value) => scoreText(value)),
  ]);
  const counts = ['Cells', 'Matched', 'Missed', 'Split', 'Merged', 'Boundary', 'Invented'];
  return plainTable(['Area in pixels', ...counts, 'Detected', 'Mean IoU'], rows);
}

/** Counts by size for programs. */
export function sizesCsv(bins: readonly CellSizeBin[]): string {
  const names = ['from', 'to', 'cells', 'matched', 'missed', 'split', 'merged', 'boundary', 'invented'] as const;
  const means = ['detection', 'iou', 'dice', 'hausdorff'] as const;
  const columns = [...names, ...means];
  return csv(
    columns,
    bins.map((bin) => columns.map((name) => bin[name])),
  );
}

function csv(head: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [csvLine(head), ...rows.map(csvLine)].join('\r\n');
}
