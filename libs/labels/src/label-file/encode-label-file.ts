import type { LabelImage } from '../label-image.ts';
import { runsOf, sizeOf, type Runs } from '../runs.ts';
import { BytesOut } from './bytes-out.ts';
import { cellSums } from './cell-sums.ts';
import {
  ENDS,
  HEAD_BYTES,
  LABEL_FILE_VERSION,
  LabelFileError,
  MAGIC,
  MOST_LABEL_FILE_BYTES,
  MOST_SIDE,
  NEW,
  REACH,
  ROW_ENDS,
  STEPS,
} from './label-file.ts';
import { writeColumns } from './table-columns.ts';

/** How many runs of the row above are looked at for the cell of a run. */
const LOOK_AHEAD = 6;

/**
 * Writes a label image as a label file, see docs/label-files.md: the same bytes on every machine.
 *
 * @param original SHA-256 of the file that the label image was decoded from, 64 lower-case hexadecimal digits
 * @returns what is still to be packed as gzip
 * @param most bytes that it may have: what is longer would not be read
 * @throws LabelFileError if a side is longer than 2²⁰ pixels, or it has more bytes
 */
export function encodeLabelFile(labels: LabelImage, original: string, most = MOST_LABEL_FILE_BYTES): Uint8Array {
  const [height, width] = sizeOf(labels);
  if (!/^[0-9a-f]{64}$/.test(original))
    throw new LabelFileError(`"${original}" is not a SHA-256 in hexadecimal digits.`);
  if (height > MOST_SIDE || width > MOST_SIDE) {
    throw new LabelFileError(
      `The image is ${width}×${height} pixels (width × height), but a side of a label file may have at most ${MOST_SIDE}. Cut it into tiles.`,
    );
  }
  const runs = runsOf(labels);
  const out = new BytesOut(HEAD_BYTES + height + 16 * labels.cellCount + 2 * runs.cell.length);
  out.all(MAGIC);
  out.byte(LABEL_FILE_VERSION);
  for (let i = 0; i < 64; i += 2) out.byte(Number.parseInt(original.slice(i, i + 2), 16));
  for (const count of [height, width, labels.cellCount, runs.cell.length]) out.uint32(count);
  writeColumns(out, labels.ids, cellSums(labels));
  writeRuns(out, runs, { height, width });
  const bytes = out.done();
  if (bytes.length <= most) return bytes;
  throw new LabelFileError(
    `The label file would become ${bytes.length} bytes, but at most ${most} are read. Cut the image into tiles.`,
  );
}

function writeRuns(out: BytesOut, runs: Runs, { height, width }: { height: number; width: number }): void {
  const { cell, start, end } = runs;
  let lastNew = 0;
  for (let row = 0, k = 0, above = 0; row < height; row++) {
    const rowEnd = (row + 1) * width;
    const first = k;
    let last = row * width;
    for (let j = above; k < cell.length && start[k]! < rowEnd; k++) {
      const found = followed({ runs, width }, k, { from: j, to: first });
      if (found < 0) {
        out.byte(NEW);
        out.varint(start[k]! - last);
        out.varint(end[k]! - start[k]!);
        out.signed(cell[k]! - lastNew);
        lastNew = cell[k]!;
      } else {
        for (; j < found; j++) out.byte(ENDS);
        out.byte(1 + (start[k]! - start[j]! - width + REACH) * STEPS + (end[k]! - end[j]! - width + REACH));
        j++;
      }
      last = end[k]!;
    }
    out.byte(ROW_ENDS);
    above = first;
  }
}

/** The next run above that a run goes on from; −1 where there is none. */
function followed(
  { runs: { cell, start, end }, width }: { runs: Runs; width: number },
  k: number,
  { from, to }: { from: number; to: number },
): number {
  const most = Math.min(to, from + LOOK_AHEAD);
  for (let j = from; j < most; j++) {
    if (cell[j] !== cell[k]) continue;
    const [moved, grown] = [start[k]! - start[j]! - width, end[k]! - end[j]! - width];
    if (Math.abs(moved) <= REACH && Math.abs(grown) <= REACH) return j;
  }
  return -1;
}
