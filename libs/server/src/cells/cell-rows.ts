import { CellSide, CellStatus, type Cell } from '@cellboard/contract';
import type { Row } from './cell-database.ts';

/** A cell as the contract has it, from a row of a record. */
export function cellOf(row: Row): Cell {
  const number = (name: string) => Number(row[name]);
  const maybe = (name: string) => (row[name] === null || row[name] === undefined ? null : Number(row[name]));
  const channels = channelsIn(Object.keys(row));
  const ofChannels = (part: 'mean' | 'ring') => Array.from({ length: channels }, (_, i) => maybe(`${part}_${i + 1}`));
  return {
    image: String(row['image']),
    side: CellSide.parse(row['side']),
    cell: number('cell'),
    originalId: number('original_id'),
    matchedId: maybe('matched_id'),
    status: CellStatus.parse(row['status']),
    ...{ iou: number('iou'), dice: number('dice'), hausdorff: number('hausdorff') },
    ...{ area: number('area'), perimeter: number('perimeter') },
    centroidRow: number('centroid_row'),
    centroidColumn: number('centroid_column'),
    touchesBorder: row['touches_border'] === true,
    neighbourDistance: maybe('neighbour_distance'),
    means: ofChannels('mean'),
    rings: ofChannels('ring'),
  };
}

/** Channels of which a record has intensities, by the names of its columns. */
export function channelsIn(columns: readonly string[]): number {
  return columns.filter((name) => name.startsWith('mean_')).length;
}

/** The first line of a CSV file of cells. */
export function csvHead(columns: readonly string[]): string {
  return `${columns.join(',')}\r\n`;
}

/** A line of a CSV file of cells (RFC 4180); what is not there is empty. */
export function csvLine({ file_row_number: _, ...row }: Row): string {
  return `${Object.values(row).map(csvField).join(',')}\r\n`;
}

/** Names of images come from users: what a spreadsheet would take for a formula is led by an apostrophe. */
function csvField(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return '';
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
