import { isZip } from './archive/archive.ts';
import { foreignFormat } from './foreign-formats.ts';
import { FormatError } from './format-error.ts';

/** Letters of a text that are quoted. */
const QUOTED = 24;

/**
 * The error for a file that is in none of the formats that are wanted: what it seems to be, and which ones are.
 *
 * @param head its first bytes; all of a short file
 * @param readable sentence that lists the formats, and says what to do
 */
export function unknownFile(head: Uint8Array, readable: string): FormatError {
  if (head.length === 0) return new FormatError('TRUNCATED', 'The file is empty. Upload it again.');
  return foreignFormat(head) ?? new FormatError('UNKNOWN_FORMAT', whatItIs(head, readable));
}

/** Formats that other readers take. */
const KNOWN: readonly (readonly [start: string, title: string])[] = [
  ['\x1f\x8b', 'packed with gzip'],
  ['\x93NUMPY', 'a NumPy array'],
  ['\x89HDF\r\n\x1a\n', 'an HDF5 file'],
  ['\x89PNG', 'a PNG image'],
  ['II*\0', 'a TIFF image'],
  ['MM\0*', 'a TIFF image'],
  ['%PDF', 'a PDF document'],
];

function whatItIs(head: Uint8Array, readable: string): string {
  if (head.every((byte) => byte === 0))
    return `The file begins with nothing but zeros, so it is probably damaged. ${readable}`;
  if (isZip(head)) return `The file is a zip archive. ${readable}`;
  const start = String.fromCharCode(...head.subarray(0, 8));
  const known = KNOWN.find(([bytes]) => start.startsWith(bytes));
  if (known) return `The file is ${known[1]}. ${readable}`;
  const text = textOf(head);
  if (text !== undefined) return `The file is text that begins with "${text}". ${readable}`;
  const bytes = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `The format of the file is not known. ${readable} It begins with the bytes ${bytes}.`;
}

/** The beginning of a text, on one line; undefined for bytes that are none. */
function textOf(head: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(head);
  // A letter may be cut in two where the first bytes end.
  if (/[^\P{Cc}\s]|\ufffd(?!$)/u.test(text)) return undefined;
  const words = text.replaceAll(/[\p{C}\s\ufffd]+/gu, ' ').trim();
  const letters = Array.from(words);
  return letters.length > QUOTED ? `${letters.slice(0, QUOTED).join('')}…` : words;
}
