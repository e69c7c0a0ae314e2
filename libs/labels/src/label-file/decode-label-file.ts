import { labelImageOf } from '../label-image-of.ts';
import { BytesIn } from './bytes-in.ts';
import { toCellTable } from './cell-table.ts';
import { decodeRuns, type RunTotals } from './decode-runs.ts';
import {
  damaged,
  LABEL_FILE_VERSION,
  LabelFileError,
  MAGIC,
  MOST_SIDE,
  type LabelFile,
  type LabelFileHead,
} from './label-file.ts';
import { readColumns } from './table-columns.ts';

/** Positions are kept as signed 32-bit numbers. */
const MOST_PIXELS = 2 ** 31 - 1;

/** Columns of the table of cells. */
const COLUMNS = 10;

/**
 * Reads a label file. Nothing is painted, and no more memory is asked for than a few times that of the bytes.
 *
 * Cells, areas and boxes are checked against the runs. Ids, centroids and perimeters are only checked against what is
 * possible: a changed one shows in the checksum of gzip and in the hash of the file.
 *
 * @param bytes unpacked from gzip
 * @throws LabelFileError if it is not a label file, has another version, or is damaged in any way
 */
export function decodeLabelFile(bytes: Uint8Array): LabelFile {
  const from = new BytesIn(bytes);
  const head = readHead(from);
  const { original, height, width, cells } = head;
  const { ids, sums } = readColumns(from, head);
  const { runs, totals } = decodeRuns(from.some(from.left), head);
  for (let c = 1; c <= cells; c++) {
    if (!isSame(totals, sums, c)) throw damaged(`its runs and its table differ in cell ${c}`);
  }
  return { original, labels: labelImageOf({ height, width, runs, ids }), cells: toCellTable(sums) };
}

function readHead(from: BytesIn): LabelFileHead {
  if (from.left < MAGIC.length || MAGIC.some((byte) => byte !== from.byte()))
    throw new LabelFileError('This is not a label file: it does not begin like one. Make it again from its original.');
  const version = from.byte();
  if (version !== LABEL_FILE_VERSION) {
    throw new LabelFileError(
      `The label file has version ${version}, but only ${LABEL_FILE_VERSION} is read. Make it again from its original.`,
    );
  }
  const original = Array.from(from.some(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const [height, width, cells, runs] = [from.uint32(), from.uint32(), from.uint32(), from.uint32()];
  const isSize = height >= 1 && width >= 1 && height <= MOST_SIDE && width <= MOST_SIDE;
  if (!isSize || height * width > MOST_PIXELS) throw damaged(`it cannot be ${width}×${height} pixels (width × height)`);
  // Each row and run takes a byte at least, each cell one in every column of the table and a run: what is made of them is
  // as long as the file.
  if (runs + height + COLUMNS * cells > from.left || cells > runs)
    throw damaged('it is too short for its runs and cells');
  return { original, height, width, cells, runs };
}

function isSame(found: RunTotals, said: RunTotals, c: number): boolean {
  return (
    found.area[c] === said.area[c] &&
    found.top[c] === said.top[c] &&
    found.bottom[c] === said.bottom[c] &&
    found.boxLeft[c] === said.boxLeft[c] &&
    found.boxRight[c] === said.boxRight[c]
  );
}
