import { FormatError } from '../format-error.ts';
import type { NumpyArray } from '../numpy/array.ts';
import type { Platform } from '../platform.ts';
import { readVolume, type VolumeHeader } from './volume.ts';

/** Types of samples by what C, Teem and ITK call them. */
const TYPES: readonly (readonly [names: readonly string[], type: string])[] = [
  [['signed char', 'int8', 'int8_t', 'met_char'], 'i1'],
  [['uchar', 'unsigned char', 'uint8', 'uint8_t', 'met_uchar'], 'u1'],
  [['short', 'short int', 'signed short', 'int16', 'int16_t', 'met_short'], 'i2'],
  [['ushort', 'unsigned short', 'unsigned short int', 'uint16', 'uint16_t', 'met_ushort'], 'u2'],
  [['int', 'signed int', 'int32', 'int32_t', 'met_int', 'met_long'], 'i4'],
  [['uint', 'unsigned int', 'uint32', 'uint32_t', 'met_uint', 'met_ulong'], 'u4'],
  [['longlong', 'long long', 'int64', 'int64_t', 'met_long_long'], 'i8'],
  [['ulonglong', 'unsigned long long', 'uint64', 'uint64_t', 'met_ulong_long'], 'u8'],
  [['float', 'met_float'], 'f4'],
  [['double', 'met_double'], 'f8'],
];

/** Longest header. */
const MAX_HEADER = 65_536;

/** Begins with NRRD000 and a number. */
export function isNrrd(head: Uint8Array): boolean {
  return /^NRRD000\d/.test(latin1(head.subarray(0, 8)));
}

/** Begins with a line of MetaImage, whose names are fixed. */
export function isMetaImage(head: Uint8Array): boolean {
  return /^(?:ObjectType|NDims)\s*=/.test(latin1(head.subarray(0, 40)));
}

/** Skipped bytes and lines move every pixel, so a file that has them is not read as one without. */
function assertNothingSkipped(fields: ReadonlyMap<string, string>): void {
  const skip = ['byte skip', 'byteskip', 'line skip', 'lineskip'].find((name) => Number(fields.get(name) ?? 0) !== 0);
  if (skip === undefined) return;
  throw new FormatError(
    'UNSUPPORTED',
    `The NRRD file says "${skip}: ${fields.get(skip) ?? ''}", which is not read. Save it again without skipped bytes or lines.`,
  );
}

/**
 * Reads an NRRD file (https://teem.sourceforge.net/nrrd/format.html), plain or packed with gzip.
 *
 * @throws FormatError UNSUPPORTED for other files and packings, CORRUPT, TRUNCATED or TOO_LARGE
 */
export function readNrrd(bytes: Uint8Array, { gunzip }: Pick<Platform, 'gunzip'>): Promise<NumpyArray> {
  const text = latin1(bytes.subarray(0, MAX_HEADER));
  const [end = ''] = /\r?\n\r?\n/.exec(text) ?? [];
  const start = text.indexOf(end) + end.length;
  const fields = fieldsOf(text.slice(0, start), /^([^#:=]+):=?\s*(.*)$/);
  const encoding = fields.get('encoding') ?? 'raw';
  assertNothingSkipped(fields);
  if (end === '' || fields.has('data file') || fields.has('datafile')) throw elsewhere('NRRD');
  if (!['raw', 'gzip', 'gz'].includes(encoding))
    throw new FormatError(
      'UNSUPPORTED',
      `The NRRD file is packed as ${encoding}, which is not read. Save it as raw or gzip.`,
    );
  return readVolume(bytes, {
    ...typed('NRRD', fields.get('type'), fields.get('endian') === 'big'),
    sizes: numbers(fields.get('sizes')),
    start,
    unpack: encoding === 'raw' ? undefined : gunzip,
  });
}

/**
 * Reads a MetaImage file (.mha), plain or packed with zlib.
 *
 * @throws FormatError UNSUPPORTED for a header alone, CORRUPT, TRUNCATED or TOO_LARGE
 */
export function readMetaImage(bytes: Uint8Array, { inflate }: Pick<Platform, 'inflate'>): Promise<NumpyArray> {
  const text = latin1(bytes.subarray(0, MAX_HEADER));
  const [last = ''] = /^ElementDataFile\s*=.*\n/m.exec(text) ?? [];
  const start = text.indexOf(last) + last.length;
  const fields = fieldsOf(text.slice(0, start), /^(\w+)\s*=\s*(.*)$/);
  if (fields.get('elementdatafile') !== 'LOCAL') throw elsewhere('MetaImage');
  const big = [fields.get('binarydatabyteordermsb'), fields.get('elementbyteordermsb')].includes('True');
  const channels = Number(fields.get('elementnumberofchannels') ?? 1);
  const sizes = numbers(fields.get('dimsize'));
  return readVolume(bytes, {
    ...typed('MetaImage', fields.get('elementtype'), big),
    sizes: channels > 1 ? [channels, ...sizes] : sizes,
    start,
    unpack: fields.get('compresseddata') === 'True' ? inflate : undefined,
  });
}

function fieldsOf(header: string, line: RegExp): Map<string, string> {
  const fields = new Map<string, string>();
  for (const text of header.split(/\r?\n/)) {
    const [, name, value] = line.exec(text) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name.trim().toLowerCase(), value.trim());
  }
  return fields;
}

function typed(format: string, name: string | undefined, big: boolean): Pick<VolumeHeader, 'format' | 'descr'> {
  const type = TYPES.find(([names]) => names.includes(name?.toLowerCase() ?? ''))?.[1];
  if (type) return { format, descr: `${big ? '>' : '<'}${type}` };
  throw new FormatError(
    'UNSUPPORTED',
    `The ${format} file has samples of type ${name ?? 'none'}, which hold no ids. Save it as uint16.`,
  );
}

function numbers(text: string | undefined): number[] {
  return (text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(Number);
}

function elsewhere(format: string): FormatError {
  return new FormatError('UNSUPPORTED', `The ${format} file keeps its samples in another file. Save both as one file.`);
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
