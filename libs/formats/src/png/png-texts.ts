import { app1Orientation } from '../jpeg-header.ts';
import { exifOrientation, MAX_XMP, xmpOrientation } from '../orientation.ts';
import type { Platform } from '../platform.ts';

/** A chunk, such as a text. */
export interface PngText {
  /** Of texts `tEXt`, `zTXt` or `iTXt`. */
  readonly name: string;
  readonly chunk: Uint8Array;
}

type Orientation = (data: Uint8Array) => number;

/** How each text that may say it says that the image is to be turned, by its keyword. */
const KEYWORDS: Readonly<Record<string, Orientation>> = {
  'XML:com.adobe.xmp': xmpOrientation,
  // ImageMagick kept profiles so before PNG had a chunk for EXIF: as hexadecimal digits.
  'Raw profile type exif': (data) => exifOrientation(fromHex(data)),
  'Raw profile type APP1': (data) => app1Orientation(fromHex(data)),
  'Raw profile type xmp': (data) => xmpOrientation(fromHex(data)),
};

/** The longest keyword and the zero behind it (PNG specification, third edition, 11.3.3). */
const MAX_KEYWORD = 80;

/** Whether a chunk is a text that may say how the image is to be turned. */
export function isTurningText(name: string, chunk: Uint8Array): boolean {
  return ['tEXt', 'zTXt', 'iTXt'].includes(name) && Object.hasOwn(KEYWORDS, keywordOf(chunk));
}

function keywordOf(chunk: Uint8Array): string {
  const start = String.fromCharCode(...chunk.subarray(0, MAX_KEYWORD));
  return start.slice(0, Math.max(0, start.indexOf('\0')));
}

/** Reads how an image is to be turned from one of its texts: 1 if it is upright, or the text is damaged. */
export async function pngTextOrientation(text: PngText, platform: Platform): Promise<number> {
  const orientation = KEYWORDS[keywordOf(text.chunk)];
  const data = await dataOf(text, platform);
  return orientation && data ? orientation(data) : 1;
}

/** What stands behind the keyword; undefined if it is damaged, or far too long. */
async function dataOf({ name, chunk }: PngText, { inflate }: Platform): Promise<Uint8Array | undefined> {
  const start = chunk.indexOf(0) + 1;
  if (name === 'tEXt') return chunk.subarray(start);
  // One byte says how it is packed; in an international text two, and a language and a translation follow.
  const packed = name === 'zTXt' || chunk[start] === 1;
  const language = chunk.indexOf(0, start + 2);
  const at = name === 'zTXt' ? start + 1 : chunk.indexOf(0, language + 1) + 1;
  if (name === 'iTXt' && (language < 0 || at === 0)) return undefined;
  const data = chunk.subarray(at);
  if (!packed) return data;
  try {
    return await inflate(data, MAX_PROFILE);
  } catch {
    return undefined;
  }
}

/** As hexadecimal digits, with line breaks. */
const MAX_PROFILE = 3 * MAX_XMP;

/** A profile: a line break, its name and length on lines of their own, and its bytes as hexadecimal digits. */
function fromHex(profile: Uint8Array): Uint8Array {
  const [, digits = ''] =
    /^\n[^\n]*\n *\d+\n([\da-f\s]*)/i.exec(new TextDecoder().decode(profile.subarray(0, MAX_PROFILE))) ?? [];
  const bytes = digits.replace(/\s/g, '').match(/../g) ?? [];
  return Uint8Array.from(bytes, (byte) => parseInt(byte, 16));
}
