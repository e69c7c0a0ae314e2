import { FormatError } from '../format-error.ts';
import type { NumpyArray } from '../numpy/array.ts';
import { readVolume } from './volume.ts';

/** Types of samples (nifti1.h). */
const TYPES: Readonly<Record<number, string>> = {
  2: 'u1',
  4: 'i2',
  8: 'i4',
  16: 'f4',
  64: 'f8',
  256: 'i1',
  512: 'u2',
  768: 'u4',
  1024: 'i8',
  1280: 'u8',
};

/** Bytes of the header, which stand at its beginning. */
const HEADER = 348;

/** NIfTI-1 in one file or two. */
export function isNifti(head: Uint8Array): boolean {
  const magic = new TextDecoder('latin1').decode(head.subarray(344, 348));
  return head.length >= HEADER && (magic === 'n+1\0' || magic === 'ni1\0');
}

/**
 * Reads a NIfTI-1 file (https://nifti.nimh.nih.gov/nifti-1): its samples as they are stored.
 *
 * @throws FormatError UNSUPPORTED for a header alone, scaled or unusual samples; CORRUPT, TRUNCATED or TOO_LARGE
 */
export async function readNifti(bytes: Uint8Array): Promise<NumpyArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getInt32(0, true) === HEADER;
  if (view.getUint8(344 + 1) !== 0x2b)
    throw new FormatError(
      'UNSUPPORTED',
      'The NIfTI file is a header alone, with its samples in another file. Save it as one .nii file.',
    );
  const axes = view.getInt16(40, little);
  const sizes = Array.from({ length: Math.max(2, Math.min(7, axes)) }, (_, i) => view.getInt16(42 + 2 * i, little));
  const code = view.getInt16(70, little);
  const type = TYPES[code];
  if (!type)
    throw new FormatError(
      'UNSUPPORTED',
      `The NIfTI file has samples of type ${code}, which hold no ids. Save it as uint16.`,
    );
  const [slope, intercept] = [view.getFloat32(112, little), view.getFloat32(116, little)];
  if ((slope !== 0 && slope !== 1) || (slope === 1 && intercept !== 0))
    throw new FormatError(
      'UNSUPPORTED',
      `The NIfTI file scales its samples (${slope} × value + ${intercept}). Save the ids unscaled.`,
    );
  const start = view.getFloat32(108, little);
  return readVolume(bytes, { format: 'NIfTI', sizes, descr: `${little ? '<' : '>'}${type}`, start });
}
