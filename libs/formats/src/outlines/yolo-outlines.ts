import { FormatError } from '../format-error.ts';
import { toRing } from '../shapes/polygon.ts';
import { noOutline, type OutlinedImage } from './outline-file.ts';

/** A line: a class, then x and y in turn as parts of width and height. */
const LINE = /^\d{1,6}(?:\s+[01]?(?:\.\d+)?(?:[eE]-?\d+)?){4,}\s*$/;

/** Text whose first line is a class and parts of width and height. */
export function isYolo(head: Uint8Array): boolean {
  const [first = ''] = new TextDecoder('latin1').decode(head).trimStart().split(/\r?\n/, 1);
  // A line of many points may be longer than what was read.
  return LINE.test(head.length > first.length ? first : first.slice(0, first.lastIndexOf(' ')));
}

/**
 * Reads outlines as YOLO segmentation writes them: a line an object. Boxes are no outlines, and left out.
 *
 * @throws FormatError CORRUPT for a line that is anything else
 */
export function readYolo(bytes: Uint8Array): OutlinedImage[] {
  const lines = new TextDecoder('latin1').decode(bytes).split(/\r?\n/);
  const objects = lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const numbers = line.trim().split(/\s+/).map(Number);
    if (numbers.some((number) => !Number.isFinite(number)))
      throw new FormatError('CORRUPT', `Line ${i + 1} is not a list of numbers: "${line.slice(0, 40)}".`);
    const [category = 0, ...parts] = numbers;
    // Predictions have their confidence at the end.
    const places = parts.length % 2 === 0 ? parts : parts.slice(0, -1);
    return [
      {
        class: String(category),
        rings: (size: OutlinedImage['size']) => {
          if (places.length === 4) throw noOutline('box');
          if (!size) throw noSize();
          return [toRing(places.map((part, at) => part * (at % 2 === 0 ? size.width : size.height)))];
        },
      },
    ];
  });
  return [{ name: undefined, size: undefined, objects }];
}

function noSize(): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    'The file holds YOLO outlines, which are parts of width and height: they can only be read together with their image or truth.',
  );
}
