import { Problem, type ProblemCode } from '@cellboard/contract';
import type { FileRefusal } from '@cellboard/imaging';

/** What is read, and the problem where it cannot be. */
export const CODES = {
  file: 'FILE_UNREADABLE',
  image: 'FILE_UNREADABLE',
  'ignore mask': 'FILE_UNREADABLE',
  prediction: 'PREDICTION_UNREADABLE',
  truth: 'FILE_UNREADABLE',
} as const satisfies Record<string, ProblemCode>;

/** Most cells of a label image: more than any image shows, and as many as can be compared in reasonable time. */
const MOST_CELLS = 65_535;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function noDecoder(what: string, cause: FileRefusal): Problem {
  return new Problem(
    'DECODER_UNAVAILABLE',
    `The server could not read the ${what}: its system ended the process that was reading it, twice. This says nothing of your file. Send it again in a minute.`,
    { cause },
  );
}

/** The ids of cells may be any; their number may not. */
export function unlessTooMany(what: 'truth' | 'prediction', cells: number): void {
  if (cells <= MOST_CELLS) return;
  const found = cells.toLocaleString('en');
  throw new Problem(
    CODES[what],
    `The ${what} has ${found} cells, but at most ${MOST_CELLS.toLocaleString('en')} are scored in one image. Check that it is a label image, in which all pixels of a cell have the same id and the background has 0; or cut the image into tiles.`,
  );
}

export function isStack(pages: number): Problem {
  return new Problem(
    'FILE_UNREADABLE',
    `The image cannot be read. The file holds ${pages} images. Upload them one by one.`,
  );
}

export function unlessOtherSize(what: string, found: Size, { width, height }: Size): void {
  if (found.width === width && found.height === height) return;
  throw new Problem(
    'FILE_UNREADABLE',
    `The ${what} is ${found.width}×${found.height} pixels but the image is ${width}×${height}. Upload the ${what} that belongs to this image.`,
  );
}
