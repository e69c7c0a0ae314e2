import { readFile } from 'node:fs/promises';
import { FormatError, MAX_PIXELS } from '@cellboard/formats';
import { named } from '../images/read-image.ts';
import { truthOf, type Truth } from '../images/truth.ts';

/**
 * The truth in a mask of CPM-15: text of whole numbers, first the width and the height, then an id for each pixel, row
 * by row, 0 for the background.
 *
 * @throws FormatError naming the file: CORRUPT for another text, TRUNCATED where numbers are missing, TOO_LARGE
 */
export async function asciiMaskTruth(path: string): Promise<Truth> {
  const bytes = await readFile(path);
  return named(path, () => Promise.resolve({ ...truthIn(bytes), path }));
}

function truthIn(bytes: Uint8Array): Truth {
  const numbers = numbersIn(bytes);
  const [width, height] = [numbers.next(), numbers.next()];
  const pixels = (width ?? 0) * (height ?? 0);
  if (width === undefined || height === undefined || pixels === 0)
    throw new FormatError('CORRUPT', 'The mask does not begin with a width and a height. Unpack it again.');
  if (pixels > MAX_PIXELS)
    throw new FormatError('TOO_LARGE', `The mask has ${pixels} pixels, but at most ${MAX_PIXELS} are read.`);
  const values = new Uint32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const id = numbers.next();
    if (id === undefined) {
      throw new FormatError(
        'TRUNCATED',
        `The mask of ${width}×${height} pixels has ${i} numbers, but ${pixels} were expected. Unpack it again.`,
      );
    }
    values[i] = id;
  }
  if (numbers.next() !== undefined)
    throw new FormatError('CORRUPT', `The mask has more numbers than its ${width}×${height} pixels. Unpack it again.`);
  return truthOf(values, { width, height });
}

const [ZERO, NINE] = [48, 57];

/** Space, tabulator, line feed or carriage return. */
function isBlank(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/** Reads whole numbers one after the other; undefined after the last. */
function numbersIn(bytes: Uint8Array): { next: () => number | undefined } {
  let at = 0;
  return {
    next: () => {
      while (at < bytes.length && isBlank(bytes[at] ?? 0)) at++;
      if (at >= bytes.length) return undefined;
      const start = at;
      let number = 0;
      for (; at < bytes.length; at++) {
        const digit = bytes[at] ?? 0;
        if (isBlank(digit)) break;
        if (digit < ZERO || digit > NINE || number > 0xffff_ffff)
          throw new FormatError('CORRUPT', `The mask holds something other than whole numbers at byte ${start}.`);
        number = number * 10 + digit - ZERO;
      }
      if (number > 0xffff_ffff)
        throw new FormatError('CORRUPT', `The mask holds the number ${number}, which is not a valid id.`);
      return number;
    },
  };
}
