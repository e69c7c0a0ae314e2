import { FormatError } from '../format-error.ts';
import type { NumpyArray } from '../numpy/array.ts';
import { readVolume } from './volume.ts';

/** Types of samples (nifti1.h). */
const TYPES: ReadonlyMap<number, string> = new Map([
  [2, 'u1'],
  [4, 'i2'],
  [8, 'i4'],
  [16, 'f4'],
  [64, 'f8'],
  [256, 'i1'],
  [512, 'u2'],
  [768, 'u4'],
  [1024, 'i8'],
  [1280, 'u8'],
]);

/** Bytes of the header, which stand at its beginning. */
const HEADER = 348;

/** Four bytes behind the header say whether more facts follow; the samples of a file of its own begin there at the earliest. */
const FIRST_SAMPLE = 352;

/** Most axes. */
const MOST_AXES = 7;

/** NIfTI-1 in one file or two, or NIfTI-2, which is refused by name. */
export function isNifti(head: Uint8Array): boolean {
  const magic = new TextDecoder('latin1').decode(head.subarray(344, 348));
  return head.length >= HEADER && (magic === 'n+1\0' || magic === 'ni1\0' || isNifti2(head));
}

function isNifti2(head: Uint8Array): boolean {
  const magic = new TextDecoder('latin1').decode(head.subarray(4, 8));
  return magic === 'n+2\0' || magic === 'ni2\0';
}

/**
 * Reads a NIfTI-1 file (https://nifti.nimh.nih.gov/nifti-1): its samples as they are stored.
 *
 * @throws FormatError UNSUPPORTED for a header alone, NIfTI-2, scaled or unusual samples; CORRUPT, TRUNCATED or TOO_LARGE
 */
export async function readNifti(bytes: Uint8Array): Promise<NumpyArray> {
  if (isNifti2(bytes)) throw unsupported('is of version 2, which is not read. Save it as NIfTI-1.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(344 + 1) !== 0x2b)
    throw unsupported('is a header alone, with its samples in another file. Save it as one .nii file.');
  const little = isLittleEndian(view);
  const code = view.getInt16(70, little);
  const type = TYPES.get(code);
  if (!type) throw unsupported(`has samples of type ${code}, which hold no ids. Save it as uint16.`);
  checkUnscaled(view, little);
  const start = view.getFloat32(108, little);
  if (!(Number.isInteger(start) && start >= FIRST_SAMPLE && start <= bytes.length))
    throw new FormatError(
      'CORRUPT',
      `The NIfTI file says that its samples begin at byte ${start}, but from ${FIRST_SAMPLE} to its end at ${bytes.length} was expected. Save it again.`,
    );
  return readVolume(bytes, {
    format: 'NIfTI',
    sizes: sizesOf(view, little),
    descr: `${little ? '<' : '>'}${type}`,
    start,
  });
}

/** The header's own length tells its byte order. */
function isLittleEndian(view: DataView): boolean {
  const little = view.getInt32(0, true) === HEADER;
  if (!little && view.getInt32(0, false) !== HEADER)
    throw new FormatError('CORRUPT', `The NIfTI file does not begin with ${HEADER}, its length. Save it again.`);
  return little;
}

function sizesOf(view: DataView, little: boolean): number[] {
  const axes = view.getInt16(40, little);
  if (axes < 2 || axes > MOST_AXES)
    throw new FormatError(
      'CORRUPT',
      `The NIfTI file has ${axes} axes, but 2 to ${MOST_AXES} were expected. Save the label image again.`,
    );
  return Array.from({ length: axes }, (_, i) => view.getInt16(42 + 2 * i, little));
}

/** A slope of 0, or one that is no finite number, means that nothing is scaled, as nibabel and nifti_clib take it. */
function checkUnscaled(view: DataView, little: boolean): void {
  const [slope, intercept] = [view.getFloat32(112, little), view.getFloat32(116, little)];
  if (slope === 0 || !Number.isFinite(slope) || (slope === 1 && intercept === 0)) return;
  throw unsupported(`scales its samples (${slope} × value + ${intercept}). Save the ids unscaled.`);
}

function unsupported(what: string): FormatError {
  return new FormatError('UNSUPPORTED', `The NIfTI file ${what}`);
}
