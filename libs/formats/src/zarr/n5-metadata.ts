import { FormatError } from '../format-error.ts';
import type { ZarrType } from './zarr-metadata.ts';
import { member, wholeNumbers } from './zarr-node.ts';

/** How blocks of N5 are packed, as far as they are read. */
export type N5Packing = 'raw' | 'gzip' | 'zlib' | 'zstd' | 'blosc';

/** An array of N5. Lists of its axes begin with the one that varies fastest, which is x. */
export interface N5Array {
  readonly path: string;
  readonly dimensions: readonly number[];
  readonly blockSize: readonly number[];
  readonly type: ZarrType;
  readonly packing: N5Packing;
  /** Names of the axes, if the array states them. */
  readonly axes?: readonly string[];
}

/** Types of samples, and what NumPy calls them: blocks are big-endian. */
const TYPES: Readonly<Record<string, string>> = {
  uint8: '|u1',
  uint16: '>u2',
  uint32: '>u4',
  uint64: '>u8',
  int8: '|i1',
  int16: '>i2',
  int32: '>i4',
  int64: '>i8',
  float32: '>f4',
  float64: '>f8',
};

const MAX_AXES = 8;

/** Whether a folder with these attributes is an array. */
export function isN5Array(attributes: unknown): boolean {
  return member(attributes, 'dimensions') !== undefined;
}

/**
 * Checks the attributes of an array, see https://github.com/saalfeldlab/n5#file-system-specification.
 *
 * @throws FormatError CORRUPT, or UNSUPPORTED for other types and packing, and for axes whose order is unclear
 */
export function n5Array(path: string, attributes: unknown): N5Array {
  const dimensions = wholeNumbers(member(attributes, 'dimensions'));
  if (!dimensions || dimensions.length < 1 || dimensions.length > MAX_AXES)
    throw badN5(path, 'has no dimensions of 1 to 8 axes');
  const blockSize = wholeNumbers(member(attributes, 'blockSize')) ?? [];
  if (blockSize.length !== dimensions.length || blockSize.includes(0))
    throw badN5(path, `has blocks (${blockSize.join(', ')}) for the dimensions (${dimensions.join(', ')})`);
  if (member(attributes, 'isLabelMultiset') === true) throw unsupportedN5(path, 'holds several ids for each pixel');
  const type = String(member(attributes, 'dataType'));
  if (!Object.hasOwn(TYPES, type)) throw unsupportedN5(path, `holds ${type.slice(0, 40)}`);
  const named = { path, dimensions, blockSize, type: type as ZarrType, packing: packingOf(path, attributes) };
  return { ...named, ...axesOf(path, { attributes, count: dimensions.length }) };
}

/** The first versions of N5 had only a name. */
function packingOf(path: string, attributes: unknown): N5Packing {
  const compression = member(attributes, 'compression');
  const named = member(compression, 'type') ?? member(attributes, 'compressionType') ?? 'raw';
  const type = typeof named === 'string' ? named : JSON.stringify(named);
  if (type === 'gzip') return member(compression, 'useZlib') === true ? 'zlib' : 'gzip';
  if (type === 'raw' || type === 'zstd' || type === 'blosc') return type;
  throw unsupportedN5(path, `is packed with ${JSON.stringify(type.slice(0, 40))}`);
}

interface Names {
  readonly attributes: unknown;
  readonly count: number;
}

/** Names of axes, x before y; some programs write them the other way round, and then they may mean either. */
function axesOf(path: string, { attributes, count }: Names): Pick<N5Array, 'axes'> {
  const names = member(attributes, 'axes');
  if (!Array.isArray(names) || names.length !== count) return {};
  const axes = names.map(String);
  const [x, y] = [axes.indexOf('x'), axes.indexOf('y')];
  if (x < 0 || y < 0) return {};
  if (x < y) return { axes };
  throw unsupportedN5(
    path,
    `names its axes ${axes.join(', ').slice(0, 60)}, but in N5 the first varies fastest and is x, so rows and columns may be exchanged`,
  );
}

/** The metadata of the same array in Zarr 2, whose axes stand the other way round. */
export function asZarr({ dimensions, blockSize, type }: N5Array): object {
  return {
    zarr_format: 2,
    shape: dimensions.toReversed(),
    chunks: blockSize.toReversed(),
    dtype: TYPES[type],
    compressor: null,
    filters: null,
    fill_value: 0,
    order: 'C',
    dimension_separator: '/',
  };
}

/** Bytes of a sample. */
export function bytesOf({ type }: N5Array): number {
  return Number(/\d+$/.exec(type)?.[0]) / 8;
}

/** An array of N5 says something impossible, or its data is not what it says. */
export function badN5(path: string, what: string): FormatError {
  return new FormatError('CORRUPT', `The N5 array at /${path} ${what}. Write it again.`);
}

/** An array of N5 says something that is not read here. */
export function unsupportedN5(path: string, what: string): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    `The N5 array at /${path} ${what}, which is not read. Save it as uint16 or uint32 packed with gzip or zstd, or convert it to OME-Zarr.`,
  );
}
