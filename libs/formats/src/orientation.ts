import { FormatError } from './format-error.ts';

/** The entry of a TIFF directory, and so of EXIF, that says how an image is to be turned. */
const ORIENTATION = 0x0112;

/** Bytes of an entry of a directory: tag, type, count and value. */
const ENTRY = 12;

/**
 * Reads how an image is to be turned from its EXIF data (CIPA DC-008, 4.6.5): 1 if it is upright, which is also taken
 * where the data say nothing or are damaged, as other programs do.
 *
 * @param exif from its byte order mark on, or with "Exif" and two zeros before
 */
export function exifOrientation(exif: Uint8Array): number {
  const bytes = hasPrefix(exif) ? exif.subarray(6) : exif;
  if (bytes.length < 8) return 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) return 1;
  const start = view.getUint32(4, little);
  if (start + 2 > bytes.length) return 1;
  const entries = Math.min(view.getUint16(start, little), Math.floor((bytes.length - start - 2) / ENTRY));
  for (let i = 0; i < entries; i++) {
    const at = start + 2 + i * ENTRY;
    if (view.getUint16(at, little) === ORIENTATION) return view.getUint16(at + 8, little);
  }
  return 1;
}

/** XMP of an image has some kilobytes; of longer ones only the beginning is read. */
export const MAX_XMP = 2 ** 20;

/**
 * Reads how an image is to be turned from its XMP data (ISO 16684-1; `tiff:Orientation`, as an attribute or an element):
 * 1 if it is upright, or the data do not say. Pillow turns images by it where EXIF says nothing, others never do.
 */
export function xmpOrientation(xmp: Uint8Array): number {
  const text = new TextDecoder().decode(xmp.subarray(0, MAX_XMP));
  const found = [...text.matchAll(/\btiff:Orientation\s*(?:=\s*["']|>)\s*(\d+)\s*["'<]/g)].map(([, value]) =>
    Number(value),
  );
  return turnedBy(found);
}

/** The first of several statements that an image is to be turned; 1 if there is none. */
export function turnedBy(statements: readonly number[]): number {
  return statements.find(isTurned) ?? 1;
}

function isTurned(orientation: number): boolean {
  return orientation >= 2 && orientation <= 8;
}

function hasPrefix(exif: Uint8Array): boolean {
  return [0x45, 0x78, 0x69, 0x66, 0, 0].every((byte, i) => exif[i] === byte);
}

/**
 * Refuses an image that asks to be turned: programs disagree on whether to do it, and a label image would fit no cell
 * of an image that another program turned. Numbers that mean nothing are passed over, as other programs do.
 *
 * @param format for the message, such as `PNG`
 * @throws FormatError UNSUPPORTED
 */
export function checkUpright(format: string, orientation: number): void {
  if (!isTurned(orientation)) return;
  throw new FormatError(
    'UNSUPPORTED',
    `The ${format} asks to be turned (orientation ${orientation}), which programs read differently. Save it upright.`,
  );
}
