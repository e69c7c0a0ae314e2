import { FormatError } from '../format-error.ts';

/** Rows as they are stored: each of `rowBytes` bytes after a byte that names its filter. */
export interface FilteredRows {
  readonly bytes: Uint8Array;
  readonly rowBytes: number;
  readonly rows: number;
  /** Bytes a pixel, at least 1: how far back "the pixel to the left" is. */
  readonly pixelBytes: number;
}

/**
 * Undoes the filters of a pass (PNG specification, section 9), in place; the filter bytes stay between the rows.
 *
 * @throws FormatError CORRUPT if a row names a filter that PNG does not have
 */
export function undoFilters({ bytes, rowBytes, rows, pixelBytes }: FilteredRows): void {
  for (let y = 0, at = 0; y < rows; y++, at += rowBytes + 1) {
    const from = at + 1;
    const end = from + rowBytes;
    const row = { bytes, from, end, left: pixelBytes, up: y === 0 ? 0 : rowBytes + 1 };
    const filter = bytes[at]!;
    if (filter === 0) continue;
    if (filter === 1) undoSub(row);
    else if (filter === 2) undoUp(row);
    else if (filter === 3) undoAverage(row);
    else if (filter === 4) undoPaeth(row);
    else
      throw new FormatError(
        'CORRUPT',
        `Row ${y} of the PNG names filter ${filter}; 0 to 4 exist. Save the image again.`,
      );
  }
}

interface Row {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly end: number;
  /** How far back the byte to the left stands. */
  readonly left: number;
  /** How far back the byte above stands; 0 in the first row, which has zeros above. */
  readonly up: number;
}

function undoSub({ bytes, from, end, left }: Row): void {
  for (let i = from + left; i < end; i++) bytes[i] = bytes[i]! + bytes[i - left]!;
}

function undoUp({ bytes, from, end, up }: Row): void {
  if (up === 0) return;
  for (let i = from; i < end; i++) bytes[i] = bytes[i]! + bytes[i - up]!;
}

function undoAverage({ bytes, from, end, left, up }: Row): void {
  for (let i = from; i < end; i++) {
    const a = i - left < from ? 0 : bytes[i - left]!;
    const b = up === 0 ? 0 : bytes[i - up]!;
    bytes[i] = bytes[i]! + ((a + b) >> 1);
  }
}

function undoPaeth(row: Row): void {
  const { bytes, from, end, left, up } = row;
  if (up === 0) {
    undoSub(row);
    return;
  }
  const second = Math.min(from + left, end);
  for (let i = from; i < second; i++) bytes[i] = bytes[i]! + bytes[i - up]!;
  for (let i = second; i < end; i++) {
    const a = bytes[i - left]!;
    const b = bytes[i - up]!;
    const c = bytes[i - up - left]!;
    const toA = Math.abs(b - c);
    const toB = Math.abs(a - c);
    const toC = Math.abs(a + b - c - c);
    bytes[i] = bytes[i]! + (toA <= toB && toA <= toC ? a : toB <= toC ? b : c);
  }
}
