import { FormatError } from '../format-error.ts';
import type { NumpyArray } from '../numpy/array.ts';
import type { Platform } from '../platform.ts';
import { cutHeader, elsewhere, latin1, sizesOf, typeOf, type TypeNames } from './text-header.ts';
import { readVolume } from './volume.ts';

/** Types of samples by what C and Teem call them. */
const TYPES: TypeNames = [
  [['signed char', 'int8', 'int8_t'], 'i1'],
  [['uchar', 'unsigned char', 'uint8', 'uint8_t'], 'u1'],
  [['short', 'short int', 'signed short', 'signed short int', 'int16', 'int16_t'], 'i2'],
  [['ushort', 'unsigned short', 'unsigned short int', 'uint16', 'uint16_t'], 'u2'],
  [['int', 'signed int', 'int32', 'int32_t'], 'i4'],
  [['uint', 'unsigned int', 'uint32', 'uint32_t'], 'u4'],
  [['longlong', 'long long', 'long long int', 'signed long long', 'signed long long int', 'int64', 'int64_t'], 'i8'],
  [['ulonglong', 'unsigned long long', 'unsigned long long int', 'uint64', 'uint64_t'], 'u8'],
  [['float'], 'f4'],
  [['double'], 'f8'],
];

/** Begins with NRRD000 and a number. */
export function isNrrd(head: Uint8Array): boolean {
  return /^NRRD000\d/.test(latin1(head.subarray(0, 8)));
}

/**
 * Reads an NRRD file (https://teem.sourceforge.net/nrrd/format.html), plain or packed with gzip.
 *
 * @throws FormatError UNSUPPORTED for other files and packings, CORRUPT, TRUNCATED or TOO_LARGE
 */
export function readNrrd(bytes: Uint8Array, { gunzip }: Pick<Platform, 'gunzip'>): Promise<NumpyArray> {
  const { text, start } = cutHeader(bytes, /\r?\n\r?\n/);
  const fields = fieldsOf(text);
  if (fields.has('data file') || fields.has('datafile')) throw elsewhere('NRRD');
  if (start === undefined)
    throw new FormatError('TRUNCATED', 'The NRRD file ends inside its header, without an empty line. Save it again.');
  assertNothingSkipped(fields);
  const encoding = (fields.get('encoding') ?? 'raw').toLowerCase();
  if (!['raw', 'gzip', 'gz'].includes(encoding))
    throw new FormatError(
      'UNSUPPORTED',
      `The NRRD file is packed as ${encoding.slice(0, 40)}, which is not read. Save it as raw or gzip.`,
    );
  const type = typeOf(TYPES, { format: 'NRRD', name: fields.get('type') });
  return readVolume(bytes, {
    format: 'NRRD',
    descr: `${byteOrder(fields, type)}${type}`,
    sizes: sizesOf({ format: 'NRRD', sizes: fields.get('sizes'), dimension: fields.get('dimension') }),
    start,
    unpack: encoding === 'raw' ? undefined : gunzip,
  });
}

/**
 * The lines "field: value". Those of the form "key:=value" are remarks of other programs.
 *
 * @throws FormatError CORRUPT for a field that stands there twice
 */
function fieldsOf(header: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of header.split(/\r?\n/)) {
    const [, name, value] = /^([^#:=]+):(?!=)(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.trim().toLowerCase();
    if (fields.has(key))
      throw new FormatError('CORRUPT', `The NRRD file has the field "${key.slice(0, 40)}" twice. Save it again.`);
    fields.set(key, value.trim());
  }
  return fields;
}

/** Skipped bytes and lines move every pixel, so a file that has them is not read as one without. */
function assertNothingSkipped(fields: ReadonlyMap<string, string>): void {
  const skip = ['byte skip', 'byteskip', 'line skip', 'lineskip'].find((name) => Number(fields.get(name) ?? 0) !== 0);
  if (skip === undefined) return;
  throw new FormatError(
    'UNSUPPORTED',
    `The NRRD file says "${skip}: ${(fields.get(skip) ?? '').slice(0, 40)}", which is not read. Save it again without skipped bytes or lines.`,
  );
}

/** @throws FormatError CORRUPT if numbers of several bytes come without it */
function byteOrder(fields: ReadonlyMap<string, string>, type: string): '<' | '>' {
  const endian = fields.get('endian')?.toLowerCase();
  if (endian === 'big') return '>';
  if (endian === 'little' || type.endsWith('1')) return '<';
  throw new FormatError(
    'CORRUPT',
    `The NRRD file has the byte order "${endian?.slice(0, 40) ?? ''}", but "endian: little" or "endian: big" was expected. Save it again.`,
  );
}
