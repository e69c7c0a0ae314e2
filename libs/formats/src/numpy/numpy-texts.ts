import { FormatError } from '../format-error.ts';

const TYPE = /^([<>|=])([US])(\d{1,6})$/;

/** A type of texts of the same length: `<U7` in Unicode, `|S7` in bytes. */
export function isTextType(descr: string): boolean {
  return TYPE.test(descr);
}

/** Bytes of one text of a type. */
export function sizeOfText(descr: string): number {
  const [, , kind = '', length = '0'] = TYPE.exec(descr) ?? [];
  return Number(length) * (kind === 'U' ? 4 : 1);
}

/**
 * The texts of an array, without the zeros that fill them up. Bytes are taken for Latin-1.
 *
 * @throws FormatError CORRUPT for a number that is not a character
 */
export function textsOf(descr: string, bytes: Uint8Array): string[] {
  const size = sizeOfText(descr);
  const read = descr.includes('S') ? latin1 : unicodeText(descr);
  const count = size === 0 ? 0 : Math.floor(bytes.length / size);
  return Array.from({ length: count }, (_, i) => read(bytes.subarray(i * size, (i + 1) * size)).replace(/\0+$/, ''));
}

/** Characters that are made at once: each is an argument of a call. */
const PIECE = 8192;

/** Bytes as the first 256 characters of Unicode; what browsers call Latin-1 has others from 128 to 159. */
export function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return pieces.join('');
}

function unicodeText(descr: string): (text: Uint8Array) => string {
  const littleEndian = !descr.startsWith('>');
  return (text) => {
    const view = new DataView(text.buffer, text.byteOffset, text.byteLength);
    let word = '';
    for (let at = 0; at < text.length; at += 4) {
      const code = view.getUint32(at, littleEndian);
      if (code > 0x10_ffff)
        throw new FormatError(
          'CORRUPT',
          `A text of the array holds the number ${code}, which is not a character. Save it again.`,
        );
      word += String.fromCodePoint(code);
    }
    return word;
  };
}
