import { FormatError, paintCells, type CellShape, type ImageSize, type OverlapRule } from '@cellboard/formats';
import { encodeLabels } from '@cellboard/formats/node';
import { ndArray, numbersAsIds, toLabelImage, type LabelImage } from '@cellboard/labels';
import { backgroundAsCell, faultOfIds } from './truth-fault.ts';

/** Ids of cells, row by row; 0 is background. */
type Ids = Uint8Array | Uint16Array | Uint32Array;

/** A truth that was made from outlines, masks or an array. */
export interface Truth extends ImageSize {
  readonly cells: number;
  /** Pixels that more than one cell claims. */
  readonly overlap: number;
  /** Cells of which the others leave nothing. */
  readonly covered: number;
  /** Cells that hold the centre of no pixel. */
  readonly tiny: number;
  /** What is to be said of its file, such as objects that were left out, or why it may be no label image. */
  readonly notes: readonly string[];
  /** Its file, where it has one of its own. */
  readonly path?: string;
  /** Why its file cannot be a truth, although it is a label image; the same sentence may be among the notes. */
  readonly doubt?: string | undefined;
  /** Why it cannot be right, whatever its file is; the image is a defect then. */
  readonly fault?: string | undefined;
  /** Other than 0 in pixels that are not scored, row by row: nobody says what is there. */
  readonly ignored?: Uint8Array | Uint32Array;
  /** Each cell was outlined on its own, so that its parts belong together. */
  readonly outlined?: true;
  /** What decoding the label image gives that it is written as. */
  readonly labels: LabelImage;
  /** Writes it as a label image. */
  readonly encode: () => Promise<Uint8Array<ArrayBuffer>>;
}

const MOST_CELLS = 65_535;

/**
 * Puts cells into one label image.
 *
 * @throws FormatError as `paintCells`
 */
export function paintTruth(cells: readonly CellShape[], size: ImageSize, rule: OverlapRule): Truth {
  return { ...painted(cells, size, rule).truth, outlined: true };
}

/**
 * Puts the ids of several arrays into one label image, as {@link paintTruth}. An id of an array may be no cell.
 *
 * @throws FormatError as `paintCells`
 */
export function paintIds(cells: readonly CellShape[], size: ImageSize, rule: OverlapRule): Truth {
  const { truth, labels } = painted(cells, size, rule);
  return { ...truth, fault: faultOfIds(labels) };
}

function painted(
  cells: readonly CellShape[],
  size: ImageSize,
  rule: OverlapRule,
): { truth: Truth; labels: LabelImage } {
  if (cells.length > MOST_CELLS) throw tooMany(cells.length);
  // Each cell is asked for its pixels several times, and a polygon would be filled anew each time.
  const keepRun = newRunBudget(size);
  const traced = cells.map((cell) => tracedOnce(cell, keepRun));
  const { values } = paintCells(traced, size, rule);
  const labels = toLabelImage(ndArray(values, [size.height, size.width]));
  const tiny = traced.filter((cell) => isTiny(cell, size)).length;
  const truth = {
    ...unjudged(labels),
    overlap: countOverlap(traced, values, size),
    covered: cells.length - labels.cellCount - tiny,
    tiny,
    fault: tiny > 0 && labels.cellCount === 0 ? noPixel(tiny) : backgroundAsCell(labels, cells.length),
  };
  return { truth, labels };
}

function noPixel(tiny: number): string {
  const found = tiny === 1 ? 'Its outline holds no pixel' : `None of its ${tiny} outlines holds a pixel`;
  return `${found}, so the truth would be empty. Check that outlines are in pixels of the image, not in fractions of its sides.`;
}

function isTiny({ spans }: CellShape, size: ImageSize): boolean {
  let pixels = 0;
  spans(size, (_row, from, to) => {
    pixels += to - from;
  });
  return pixels === 0;
}

/**
 * Takes ids for a truth and numbers its cells 1..n in ascending order.
 *
 * @throws FormatError TOO_LARGE beyond 65,535 cells
 */
export function truthOf(values: Ids, { width, height }: ImageSize): Truth {
  return truthIn(toLabelImage(ndArray(values, [height, width])));
}

/**
 * Takes a label image for a truth; its cells are numbered already.
 *
 * @throws FormatError TOO_LARGE beyond 65,535 cells
 */
export function truthIn(labels: LabelImage): Truth {
  return { ...unjudged(labels), fault: faultOfIds(labels) };
}

/** @throws FormatError TOO_LARGE beyond 65,535 cells */
function unjudged(read: LabelImage): Truth {
  const labels = numbersAsIds(read);
  const { pixels, cellCount } = labels;
  if (cellCount > MOST_CELLS) throw tooMany(cellCount);
  const [height = 0, width = 0] = pixels.shape;
  const encode = async () => new Uint8Array(await encodeLabels(pixels));
  return { width, height, cells: cellCount, overlap: 0, covered: 0, tiny: 0, notes: [], labels, encode };
}

function tooMany(cells: number): FormatError {
  return new FormatError('TOO_LARGE', `The truth has ${cells} cells, but at most ${MOST_CELLS} are read.`);
}

/** Pixels that more than one cell claims; most truths have none, which their areas say. */
function countOverlap(cells: readonly CellShape[], painted: Ids, size: ImageSize): number {
  let claimed = 0;
  for (const { spans } of cells)
    spans(size, (_row, from, to) => {
      claimed += to - from;
    });
  for (let at = 0; at < painted.length; at++) if (painted[at] !== 0) claimed--;
  return claimed === 0 ? 0 : countShared(cells, size);
}

function countShared(cells: readonly CellShape[], size: ImageSize): number {
  const owner = new Uint32Array(size.width * size.height);
  const shared = new Uint8Array(owner.length);
  let count = 0;
  for (const { id, spans } of cells) {
    spans(size, (row, from, to) => {
      for (let at = row * size.width + from; at < row * size.width + to; at++) {
        if (owner[at] !== 0 && owner[at] !== id && shared[at] === 0) {
          shared[at] = 1;
          count++;
        }
        owner[at] = id;
      }
    });
  }
  return count;
}

/**
 * Runs of pixels that all cells of an image may be kept as: for each of its pixels, and at least. Cells that do not
 * overlap never have more than one for each pixel, and usual ones far fewer.
 */
const [RUNS_PER_PIXEL, FEWEST_RUNS, MOST_RUNS] = [2, 250_000, 16_000_000];

/** Counts runs, also empty ones, which take time too. */
function newRunBudget({ width, height }: ImageSize): () => void {
  const most = Math.min(Math.max(RUNS_PER_PIXEL * width * height, FEWEST_RUNS), MOST_RUNS);
  let left = most;
  return () => {
    if (--left >= 0) return;
    throw new FormatError(
      'TOO_LARGE',
      `The outlines cross more than ${most} rows of pixels together, far more than cells in an image of ${width}×${height} pixels can. ` +
        'Check that the file belongs to the dataset, and unpack it again.',
    );
  };
}

/**
 * The same cell, which keeps its pixels as runs once it was asked for them; only for images of one size.
 *
 * @throws FormatError TOO_LARGE as soon as the runs of all cells are too many
 */
function tracedOnce({ id, spans }: CellShape, keepRun: () => void): CellShape {
  let runs: number[] | undefined;
  return {
    id,
    spans: (size, emit) => {
      if (runs) {
        emitRuns(runs, emit);
        return;
      }
      const traced: number[] = [];
      spans(size, (row, from, to) => {
        keepRun();
        if (to > from) traced.push(row, from, to);
        emit(row, from, to);
      });
      runs = traced;
    },
  };
}

/** Gives runs of three numbers: row, first pixel and the pixel after the last. */
function emitRuns(runs: readonly number[], emit: Parameters<CellShape['spans']>[1]): void {
  for (let i = 0; i < runs.length; i += 3) emit(runs[i] ?? 0, runs[i + 1] ?? 0, runs[i + 2] ?? 0);
}

/** The pixels of a mask that are not 0 as one cell, kept as runs, so that many masks need little memory. */
export function maskCell(mask: Ids, { width, height }: ImageSize, id: number): CellShape {
  const runs: number[] = [];
  for (let row = 0; row < height; row++) {
    const start = row * width;
    for (let x = 0; x < width; x++) {
      if (mask[start + x] === 0) continue;
      const from = x;
      while (x < width && mask[start + x] !== 0) x++;
      runs.push(row, from, x);
    }
  }
  return runsCell(runs, id);
}

/**
 * The cells of a label image, kept as runs, so that those of several label images can be put into one.
 *
 * @param first id of the first cell; the others follow it in the order of their first pixels, row by row
 */
export function idCells(values: Ids, { width, height }: ImageSize, first: number): CellShape[] {
  const runs = new Map<number, number[]>();
  for (let row = 0; row < height; row++) {
    const end = (row + 1) * width;
    for (let at = row * width; at < end;) {
      const id = values[at] ?? 0;
      const from = at++;
      while (at < end && values[at] === id) at++;
      if (id === 0) continue;
      const own = runs.get(id);
      const run = [row, from - row * width, at - row * width] as const;
      if (own) own.push(...run);
      else runs.set(id, [...run]);
    }
  }
  return [...runs.values()].map((own, i) => runsCell(own, first + i));
}

function runsCell(runs: readonly number[], id: number): CellShape {
  return {
    id,
    spans: (_size, emit) => {
      emitRuns(runs, emit);
    },
  };
}
