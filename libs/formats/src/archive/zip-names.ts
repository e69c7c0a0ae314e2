import { FormatError } from '../format-error.ts';
import type { Platform } from '../platform.ts';

/** Bit 11: the name is UTF-8. */
const UTF8 = 0x0800;

/** What else an entry says about its name. */
export interface NameFacts {
  /** General purpose bit flags. */
  readonly flags: number;
  /** Contents of its fields "Unicode path" of Info-ZIP. */
  readonly unicodePaths: readonly DataView[];
  readonly crc32: Platform['crc32'];
}

/**
 * Reads the name of an entry: UTF-8 where a field or a flag says so. Without either the specification has code page
 * 437, but macOS and many libraries write UTF-8 all the same; so valid UTF-8 is taken for it, and only what is not,
 * for code page 437. A text of code page 437 that is valid UTF-8 by chance would need pairs like `├⌐`.
 *
 * @throws FormatError CORRUPT if a name that should be UTF-8 is not
 */
export function entryName(raw: Uint8Array, { flags, unicodePaths, crc32 }: NameFacts): string {
  // A field counts only while the name that it was made for is unchanged.
  const path = unicodePaths.find(
    (field) => field.byteLength > 5 && field.getUint8(0) === 1 && field.getUint32(1, true) === crc32(raw),
  );
  if (path) return fromUtf8(new Uint8Array(path.buffer, path.byteOffset + 5, path.byteLength - 5)) ?? notUtf8();
  if ((flags & UTF8) !== 0) return fromUtf8(raw) ?? notUtf8();
  const isText = raw.every((byte) => byte >= 32 && byte !== 127);
  return (isText ? fromUtf8(raw) : undefined) ?? fromCodePage437(raw);
}

function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notUtf8(): never {
  throw new FormatError(
    'CORRUPT',
    'The archive holds a name that is not valid UTF-8. Rename that file and pack it again.',
  );
}

/** Code page 437, the one of IBM's first PC, has characters where ASCII has controls, and in its upper half. */
const CONTROLS = '\0☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼';
const DELETE = '⌂';
const UPPER_HALF =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function fromCodePage437(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    if (byte < 32) return CONTROLS.charAt(byte);
    if (byte === 127) return DELETE;
    return byte < 127 ? String.fromCharCode(byte) : UPPER_HALF.charAt(byte - 128);
  }).join('');
}
