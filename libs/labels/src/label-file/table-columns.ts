import type { BytesIn } from './bytes-in.ts';
import type { BytesOut } from './bytes-out.ts';
import type { CellSums } from './cell-sums.ts';
import { damaged } from './label-file.ts';

const { floor } = Math;

/**
 * What each column of the table is expected to be where the cell is an ellipse in its box; what is written is the
 * difference, which is small. Whole numbers alone, so that every machine expects the same.
 */
const expected = {
  /** π/4 of the box. */
  area: (height: number, width: number) => floor((height * width * 201) / 256),
  /** Twice the sum of places along one side of the box: the middle of the cell is the middle of the box. */
  twice: (area: number, side: number) => area * (side - 1),
  straight: (height: number, width: number) => height + width,
  /** √2 of the straight stretches. */
  diagonal: (straight: number) => floor((straight * 181) / 128),
} as const;

/** Writes ids, boxes and sums, column by column. */
export function writeColumns(out: BytesOut, ids: Uint32Array, sums: CellSums): void {
  const { top, bottom, boxLeft, boxRight, area, rows, columns, straight, diagonal } = sums;
  const last = area.length - 1;
  const height = (c: number) => bottom[c]! - top[c]! + 1;
  const width = (c: number) => boxRight[c]! - boxLeft[c]! + 1;
  for (let c = 1; c <= last; c++) out.varint(ids[c]! - ids[c - 1]! - 1);
  for (let c = 1; c <= last; c++) out.signed(top[c]! - top[c - 1]!);
  for (let c = 1; c <= last; c++) out.signed(boxLeft[c]! - boxLeft[c - 1]!);
  for (let c = 1; c <= last; c++) out.varint(height(c) - 1);
  for (let c = 1; c <= last; c++) out.varint(width(c) - 1);
  for (let c = 1; c <= last; c++) out.signed(area[c]! - expected.area(height(c), width(c)));
  for (let c = 1; c <= last; c++) out.signed(2 * rows[c]! - expected.twice(area[c]!, height(c)));
  for (let c = 1; c <= last; c++) out.signed(2 * columns[c]! - expected.twice(area[c]!, width(c)));
  for (let c = 1; c <= last; c++) out.signed(straight[c]! - expected.straight(height(c), width(c)));
  for (let c = 1; c <= last; c++) out.signed(diagonal[c]! - expected.diagonal(straight[c]!));
}

/** What a table is read for. */
interface TableSize {
  readonly height: number;
  readonly width: number;
  readonly cells: number;
}

/**
 * Reads what {@link writeColumns} wrote.
 *
 * @throws LabelFileError for ids that do not ascend, boxes that leave the image and sums that no cell in its box has
 */
export function readColumns(from: BytesIn, { height, width, cells }: TableSize): { ids: Uint32Array; sums: CellSums } {
  const ids = new Uint32Array(cells + 1);
  const [top, bottom, boxLeft, boxRight] = four(() => new Int32Array(cells + 1));
  const area = new Uint32Array(cells + 1);
  const [rows, columns, straight, diagonal] = four(() => new Float64Array(cells + 1));
  const high = (c: number) => bottom[c]! - top[c]! + 1;
  const wide = (c: number) => boxRight[c]! - boxLeft[c]! + 1;
  for (let c = 1; c <= cells; c++) ids[c] = within(ids[c - 1]! + 1 + from.varint(), 1, 0xffff_ffff);
  for (let c = 1; c <= cells; c++) top[c] = within(top[c - 1]! + from.signed(), 0, height - 1);
  for (let c = 1; c <= cells; c++) boxLeft[c] = within(boxLeft[c - 1]! + from.signed(), 0, width - 1);
  for (let c = 1; c <= cells; c++) bottom[c] = within(top[c]! + from.varint(), 0, height - 1);
  for (let c = 1; c <= cells; c++) boxRight[c] = within(boxLeft[c]! + from.varint(), 0, width - 1);
  for (let c = 1; c <= cells; c++)
    area[c] = within(expected.area(high(c), wide(c)) + from.signed(), 1, high(c) * wide(c));
  for (let c = 1; c <= cells; c++)
    rows[c] = half(expected.twice(area[c]!, high(c)) + from.signed(), area[c]! * high(c));
  for (let c = 1; c <= cells; c++)
    columns[c] = half(expected.twice(area[c]!, wide(c)) + from.signed(), area[c]! * wide(c));
  for (let c = 1; c <= cells; c++)
    straight[c] = within(expected.straight(high(c), wide(c)) + from.signed(), 2, 2 * area[c]!);
  for (let c = 1; c <= cells; c++)
    diagonal[c] = within(expected.diagonal(straight[c]!) + from.signed(), 2, 2 * area[c]!);
  return { ids, sums: { area, top, bottom, boxLeft, boxRight, rows, columns, straight, diagonal } };
}

function four<T>(make: () => T): [T, T, T, T] {
  return [make(), make(), make(), make()];
}

function within(value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw damaged('its table of cells holds a number that cannot be');
}

function half(twice: number, most: number): number {
  return within(twice % 2 === 0 ? twice / 2 : -1, 0, most);
}
