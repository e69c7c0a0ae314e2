import type { Direction } from '@cellboard/contract';
import { oneLine } from '@cellboard/formats';
import Table from 'cli-table3';

/** Whether more or less is better. */
export const directionArrow: Readonly<Record<Direction, string>> = { higher: '↑', lower: '↓', none: '' };

/** Three decimals for scores, none for counts: as many as anyone reads. */
export function scoreText(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  const digits = Number.isInteger(value) ? 0 : 3;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A table of columns without rules between them; those named "Mean …", "All …", "Cells", "Images", "Candidates" and "Largest …" are numbers, the others words. */
export function plainTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((title) => (/^(Mean|All|Cells|Images|Candidates|Largest)/.test(title) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
    chars: noRules,
  });
  table.push(...rows.map((row) => row.map(oneLine)));
  return table.toString();
}

const noRules = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};
