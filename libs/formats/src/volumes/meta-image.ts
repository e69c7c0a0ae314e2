import { FormatError } from '../format-error.ts';
import type { NumpyArray } from '../numpy/array.ts';
import type { Platform } from '../platform.ts';
import { cutHeader, elsewhere, latin1, sizesOf, typeOf, type TypeNames } from './text-header.ts';
import { readVolume } from './volume.ts';

/** Types of samples by what MetaIO calls them; its long has four bytes. */
const TYPES: TypeNames = [
  [['met_char'], 'i1'],
  [['met_uchar'], 'u1'],
  [['met_short'], 'i2'],
  [['met_ushort'], 'u2'],
  [['met_int', 'met_long'], 'i4'],
  [['met_uint', 'met_ulong'], 'u4'],
  [['met_long_long'], 'i8'],
  [['met_ulong_long'], 'u8'],
  [['met_float'], 'f4'],
  [['met_double'], 'f8'],
];

/** Begins with a line of MetaImage, whose names are fixed. */
export function isMetaImage(head: Uint8Array): boolean {
  return /^(?:ObjectType|NDims)\s*=/.test(latin1(head.subarray(0, 40)));
}

/**
 * Reads a MetaImage file (.mha), plain or packed with zlib.
 *
 * @throws FormatError UNSUPPORTED for a header alone or samples as text, CORRUPT, TRUNCATED or TOO_LARGE
 */
export function readMetaImage(bytes: Uint8Array, { inflate }: Pick<Platform, 'inflate'>): Promise<NumpyArray> {
  const { text, start } = cutHeader(bytes, /^ElementDataFile\s*=.*\n/m);
  if (start === undefined)
    throw new FormatError('TRUNCATED', 'The MetaImage file ends before its ElementDataFile. Save it again.');
  const fields = fieldsOf(text);
  if (fields.get('elementdatafile')?.toUpperCase() !== 'LOCAL') throw elsewhere('MetaImage');
  checkPlain(fields);
  const type = typeOf(TYPES, { format: 'MetaImage', name: fields.get('elementtype') });
  const sizes = sizesOf({ format: 'MetaImage', sizes: fields.get('dimsize'), dimension: fields.get('ndims') });
  const channels = Number(fields.get('elementnumberofchannels') ?? 1);
  return readVolume(bytes, {
    format: 'MetaImage',
    descr: `${isTrue(fields, 'binarydatabyteordermsb') || isTrue(fields, 'elementbyteordermsb') ? '>' : '<'}${type}`,
    sizes: channels === 1 ? sizes : [channels, ...sizes],
    start,
    unpack: isTrue(fields, 'compresseddata') ? inflate : undefined,
  });
}

function fieldsOf(header: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of header.split(/\r?\n/)) {
    const [, name, value] = /^(\w+)\s*=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

/** MetaIO looks at the first letter only. */
function isTrue(fields: ReadonlyMap<string, string>, name: string): boolean {
  return /^[Tt1]/.test(fields.get(name) ?? '');
}

/** @throws FormatError UNSUPPORTED for samples as text, or that do not begin behind the header */
function checkPlain(fields: ReadonlyMap<string, string>): void {
  if (fields.has('binarydata') && !isTrue(fields, 'binarydata'))
    throw new FormatError(
      'UNSUPPORTED',
      'The MetaImage file keeps its samples as text. Save it with BinaryData = True.',
    );
  const skipped = fields.get('headersize') ?? '0';
  if (Number(skipped) !== 0)
    throw new FormatError(
      'UNSUPPORTED',
      `The MetaImage file skips bytes (HeaderSize = ${skipped.slice(0, 40)}), which is not read. Save it as one .mha file.`,
    );
}
