import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { ObjectReader, paintObjects, type CellObject } from '../shapes/cell-objects.ts';
import type { EmitSpan } from '../shapes/paint-cells.ts';
import { checkStatedSize, chooseImage, lastPart } from './outline-file.ts';
import { toSide } from './outline-numbers.ts';

/** Columns that name the image, and those that hold runs: down the columns of the image, or along its rows. */
const NAMES = ['imageid', 'image_id', 'id', 'image', 'filename', 'file_name'];
const DOWN = ['encodedpixels', 'rle_down'];
const ALONG = ['annotation', 'predicted', 'rle_along'];

/** Text whose first line names a column of images and one of run lengths. */
export function isRunLengths(head: Uint8Array): boolean {
  const columns = columnsOf(new TextDecoder('latin1').decode(head));
  return columns.some((name) => NAMES.includes(name)) && columns.some((name) => [...DOWN, ...ALONG].includes(name));
}

function columnsOf(text: string): string[] {
  const [first = ''] = text.replace(/^\uFEFF|^ï»¿/, '').split(/\r?\n/, 1);
  return first.split(',').map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
}

/** The runs of one image. */
export interface RunImage {
  readonly name: string;
  /** Undefined if the file does not say it. */
  readonly size: ImageSize | undefined;
  /** Of each cell, starts from 1 and lengths in turn. */
  readonly cells: readonly string[];
  /** Whether pixels are counted along the rows, else down the columns. */
  readonly along: boolean;
}

/**
 * Reads run lengths as competitions keep them: a line a cell, `EncodedPixels` down the columns (2018 Data Science Bowl),
 * `annotation` or `predicted` along the rows (Sartorius), both counted from 1.
 *
 * @throws FormatError CORRUPT for a line of more or fewer columns than the first, or an image of several sizes
 */
export function readRunLengths(bytes: Uint8Array): RunImage[] {
  const text = new TextDecoder().decode(bytes);
  const columns = columnsOf(text);
  const at = columnsAt(columns);
  const images = new Map<string, RunImage & { cells: string[] }>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (i === 0 || line.trim() === '') continue;
    const words = line.split(',').map((word) => word.trim().replace(/^"|"$/g, ''));
    if (words.length !== columns.length) throw otherColumns(i + 1, words.length, columns.length);
    const { name, size, runs } = rowOf(words, at);
    const image = images.get(name) ?? { name, size, cells: [], along: at.along };
    if (!isSameSize(size, image.size)) throw severalSizes(name, i + 1);
    images.set(name, image);
    if (!NO_RUNS.includes(runs.toLowerCase())) image.cells.push(runs);
  }
  return [...images.values()];
}

/** How images without cells are written. */
const NO_RUNS = ['', '-1', 'nan'];

/** Numbers of columns, and whether the runs go along the rows. */
interface ColumnsAt {
  readonly name: number;
  readonly runs: number;
  readonly width: number;
  readonly height: number;
  readonly along: boolean;
}

function columnsAt(columns: readonly string[]): ColumnsAt {
  const at = (names: readonly string[]) => columns.findIndex((name) => names.includes(name));
  const down = at(DOWN);
  return {
    name: at(NAMES),
    runs: down >= 0 ? down : at(ALONG),
    width: at(['width']),
    height: at(['height']),
    along: down < 0,
  };
}

interface Row {
  readonly name: string;
  readonly size: ImageSize | undefined;
  readonly runs: string;
}

function rowOf(words: readonly string[], at: ColumnsAt): Row {
  const [width, height] = [toSide(words[at.width]), toSide(words[at.height])];
  const size = width !== undefined && height !== undefined ? { width, height } : undefined;
  return { name: lastPart(words[at.name] ?? ''), size, runs: words[at.runs] ?? '' };
}

function isSameSize(one: ImageSize | undefined, other: ImageSize | undefined): boolean {
  return one?.width === other?.width && one?.height === other?.height;
}

function otherColumns(line: number, found: number, expected: number): FormatError {
  return new FormatError(
    'CORRUPT',
    `Line ${line} of the CSV file has ${found} columns, but its first line names ${expected}. Export it again.`,
  );
}

function severalSizes(name: string, line: number): FormatError {
  return new FormatError(
    'CORRUPT',
    `Line ${line} of the CSV file gives ${name.slice(0, 100)} another size than the lines before. Check its width and height.`,
  );
}

/**
 * The label image of one image of a file of run lengths.
 *
 * @throws FormatError SEVERAL_IMAGES if there are several and none was chosen, CORRUPT for runs that leave the image, or
 *   an image of another size than the file says
 */
export function runLengthLabels(images: readonly RunImage[], choice: LabelChoice): LabelRaster {
  const image = chooseImage(images, choice.part);
  checkStatedSize(image.size, choice.size);
  const size = choice.size ?? image.size;
  if (!size) {
    throw new FormatError(
      'UNSUPPORTED',
      'The file holds run lengths without the size of the image, so they can only be read together with their image or truth.',
    );
  }
  const reader = new ObjectReader();
  for (const [i, runs] of image.cells.entries()) {
    reader.add(`Line ${i + 1} of ${image.name}`, (): CellObject => {
      const numbers = checkedRuns(runs, size);
      return {
        id: i + 1,
        spans: (within, emit) => {
          fillRuns(numbers, { ...within, along: image.along }, emit);
        },
      };
    });
  }
  return paintObjects(reader.end(), size, choice);
}

function checkedRuns(text: string, { width, height }: ImageSize): readonly number[] {
  const numbers = text.split(/\s+/).map((word) => toSide(word) ?? NaN);
  if (numbers.length % 2 !== 0 || numbers.some((number) => Number.isNaN(number)))
    throw new FormatError('CORRUPT', `The run lengths "${text.slice(0, 40)}" are not pairs of a start and a length.`);
  for (let i = 0; i < numbers.length; i += 2) {
    const end = numbers[i]! + numbers[i + 1]! - 1;
    if (end > width * height)
      throw new FormatError(
        'CORRUPT',
        `A run of the file ends at pixel ${end}, but the image has ${width}×${height} = ${width * height} pixels.`,
      );
  }
  return numbers;
}

function fillRuns(numbers: readonly number[], image: ImageSize & { along: boolean }, emit: EmitSpan): void {
  const { width, height, along } = image;
  for (let i = 0; i < numbers.length; i += 2) {
    const start = numbers[i]! - 1;
    const end = start + numbers[i + 1]!;
    for (let at = start; at < end; at++) {
      if (along) emit(Math.floor(at / width), at % width, (at % width) + 1);
      else emit(at % height, Math.floor(at / height), Math.floor(at / height) + 1);
    }
  }
}
