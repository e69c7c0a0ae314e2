import { FormatError } from '../format-error.ts';
import { toRing } from '../shapes/polygon.ts';
import { noOutline, type OutlinedImage, type OutlinedObject } from './outline-file.ts';
import { toNumber } from './outline-numbers.ts';

/** A class, and parts of width and height. */
const CLASS = /^\d{1,6}$/;
const PART = /^-?[01]?\.?\d*(?:[eE]-?\d{1,3})?$/;

/** Text whose first line is a class and parts of width and height. */
export function isYolo(head: Uint8Array): boolean {
  const [first = ''] = new TextDecoder('latin1').decode(head).trimStart().split(/\r?\n/, 1);
  // A line of many points may be longer than what was read.
  const [category = '', ...parts] = wordsOf(
    head.length > first.length ? first : first.slice(0, first.lastIndexOf(' ')),
  );
  return CLASS.test(category) && parts.length >= 4 && parts.every((part) => PART.test(part) && isPart(part));
}

function wordsOf(line: string): string[] {
  return line.split(/\s/).filter((word) => word !== '');
}

/** Tools that trace the outline of a cell at the edge may go a little beyond. */
const BEYOND = 0.1;

function isPart(word: string): boolean {
  const part = toNumber(word);
  return part >= -BEYOND && part <= 1 + BEYOND;
}

/**
 * Reads outlines as YOLO segmentation writes them: a line an object. Boxes are no outlines, and left out.
 *
 * @throws FormatError CORRUPT for a line that is anything else
 */
export function readYolo(bytes: Uint8Array): OutlinedImage[] {
  const lines = new TextDecoder('latin1').decode(bytes).split(/\r?\n/);
  const objects = lines.flatMap((line, i) => {
    const words = wordsOf(line);
    return words.length === 0 ? [] : [objectOf(words, i + 1)];
  });
  return [{ name: undefined, size: undefined, objects }];
}

function objectOf([category = '', ...words]: readonly string[], line: number): OutlinedObject {
  const odd = CLASS.test(category) ? words.find((word) => !isPart(word)) : category;
  if (odd !== undefined)
    throw new FormatError(
      'CORRUPT',
      `Line ${line} holds "${odd.slice(0, 40)}", but a class and parts of width and height from 0 to 1 were expected. Export it again.`,
    );
  const parts = words.map(toNumber);
  // Predictions have their confidence at the end.
  const places = parts.length % 2 === 0 ? parts : parts.slice(0, -1);
  return {
    class: category,
    rings: (size) => {
      if (places.length === 4) throw noOutline('box');
      if (!size) throw noSize();
      return [toRing(places.map((part, at) => part * (at % 2 === 0 ? size.width : size.height)))];
    },
  };
}

function noSize(): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    'The file holds YOLO outlines, which are parts of width and height: they can only be read together with their image or truth.',
  );
}
