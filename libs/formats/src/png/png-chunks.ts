import { FormatError } from '../format-error.ts';
import { checkUpright, exifOrientation } from '../orientation.ts';
import type { Platform } from '../platform.ts';
import { PngAnimation } from './png-animation.ts';
import { readPngHeader, type PngHeader } from './png-header.ts';
import { isTurningText, type PngText } from './png-texts.ts';

/** The parts of a PNG file that pixels are made from. */
export interface PngParts {
  readonly header: PngHeader;
  /** Red, green and blue of each index; colour images may have one too, which they do not use. */
  readonly palette: Uint8Array | undefined;
  /** The compressed data of all IDAT chunks. */
  readonly data: Uint8Array;
  /** Texts that may say how the image is to be turned, see `pngTextOrientation`. */
  readonly texts: readonly PngText[];
  /** Images of an animation, the one that is read counted; 1 if it is none. */
  readonly frames: number;
}

const SIGNATURE_LENGTH = 8;

/** An image has one text of each kind. */
const MOST_TEXTS = 16;
/** Length, name and checksum. */
const CHUNK_FRAME = 12;

/**
 * Takes a PNG file apart (PNG specification, third edition, section 5). Checksums of chunks that matter for the
 * pixels are checked; all other chunks but those of an animation and of turning it, and what follows the last one, are
 * passed over unread.
 *
 * @throws FormatError TRUNCATED if the file ends before its IEND chunk, CORRUPT if a chunk is damaged or missing,
 *   UNSUPPORTED if the image asks to be turned
 */
export function readPngParts(bytes: Uint8Array, { crc32 }: Pick<Platform, 'crc32'>): PngParts {
  const header = readPngHeader(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  const texts: PngText[] = [];
  const animation = new PngAnimation();
  let palette: Uint8Array | undefined;
  for (let at = SIGNATURE_LENGTH; ;) {
    const { name, end } = readFrame(view, at);
    const chunk = bytes.subarray(at + 8, end - 4);
    if (isCritical(name)) {
      if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) throw damaged(name);
      if (name === 'IEND') break;
      if (name === 'PLTE') palette = chunk;
      else if (name === 'IDAT') data.push(chunk);
      else if (name !== 'IHDR' || at !== SIGNATURE_LENGTH) {
        throw new FormatError('CORRUPT', `The PNG holds an unexpected ${name} chunk. Save the image again.`);
      }
    }
    checkTurned({ name, chunk }, texts);
    animation.add(name, chunk);
    at = end;
  }
  if (data.length === 0) throw new FormatError('CORRUPT', 'The PNG holds no pixels (no IDAT chunk). Save it again.');
  if (header.palette && !palette)
    throw new FormatError('CORRUPT', 'The PNG uses a palette but holds none (no PLTE chunk). Save the image again.');
  return { header, palette, data: join(data), texts, frames: animation.frames };
}

/** Texts are kept for later, since they may be packed. */
function checkTurned({ name, chunk }: PngText, texts: PngText[]): void {
  if (name === 'eXIf') checkUpright('PNG', exifOrientation(chunk));
  else if (isTurningText(name, chunk) && texts.length < MOST_TEXTS) texts.push({ name, chunk });
}

function damaged(name: string): FormatError {
  return new FormatError('CORRUPT', `The PNG's ${name} chunk has a wrong checksum: it was damaged. Upload it again.`);
}

function readFrame(view: DataView, at: number): { name: string; end: number } {
  const end = at + CHUNK_FRAME <= view.byteLength ? at + CHUNK_FRAME + view.getUint32(at) : Infinity;
  if (end > view.byteLength) {
    throw new FormatError(
      'TRUNCATED',
      `The PNG ends after ${view.byteLength} bytes, before its end chunk. It was cut off: upload it again.`,
    );
  }
  const name = String.fromCharCode(...Array.from({ length: 4 }, (_, i) => view.getUint8(at + 4 + i)));
  if (!/^[A-Za-z]{4}$/.test(name)) {
    throw new FormatError('CORRUPT', `The PNG has no chunk name at byte ${at + 4}. Save the image again.`);
  }
  return { name, end };
}

/** A capital first letter: no reader may pass it over. */
function isCritical(name: string): boolean {
  return name < 'a';
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
