import { FormatError } from '../format-error.ts';
import { takeForArray, type NumpyArray } from '../numpy/array.ts';
import { unpack, type Unpack } from '../platform.ts';

/** What the header of a volume says. */
export interface VolumeHeader {
  /** Of the format, for messages. */
  readonly format: string;
  /** Length of each axis, that of x first. */
  readonly sizes: readonly number[];
  /** As NumPy writes it: byte order, kind, bytes (`<u2`). */
  readonly descr: string;
  /** Where the samples begin. */
  readonly start: number;
  /** How they are unpacked; undefined if they are stored plainly. */
  readonly unpack?: Unpack | undefined;
}

/** Most bytes of a volume. */
const MAX_BYTES = 2 ** 29;

/** NRRD allows the most of the three formats. */
const MOST_AXES = 16;

/**
 * Reads the samples of a volume in which x runs fastest, as an array whose last axes are y and x.
 *
 * @throws FormatError TRUNCATED, CORRUPT (also for bytes behind the samples), TOO_LARGE or UNSUPPORTED
 */
export async function readVolume(
  bytes: Uint8Array,
  { format, sizes, descr, start, ...header }: VolumeHeader,
): Promise<NumpyArray> {
  if (sizes.length < 2 || sizes.length > MOST_AXES || !sizes.every((size) => Number.isInteger(size) && size >= 1))
    throw new FormatError(
      'CORRUPT',
      `The ${format} file has the sizes ${sizes.slice(0, MOST_AXES).join(' ')}, but 2 to ${MOST_AXES} whole numbers from 1 were expected. Save it again.`,
    );
  const expected = sizes.reduce((product, size) => product * size, Number(descr.slice(2)));
  if (!(expected <= MAX_BYTES))
    throw new FormatError(
      'TOO_LARGE',
      `The ${format} file holds ${expected} bytes, but at most ${MAX_BYTES} are read. Split it.`,
    );
  const stored = bytes.subarray(start);
  const samples = header.unpack
    ? await unpack({ of: `the ${format} file`, bytes: stored, maxLength: expected }, header.unpack)
    : stored;
  // The samples may be others than the header says, such as of a wider type.
  if (samples.length !== expected)
    throw new FormatError(
      samples.length < expected ? 'TRUNCATED' : 'CORRUPT',
      `The ${format} file has ${samples.length} bytes behind its header, but its sizes ${sizes.join(' ')} need ${expected}. Save it again.`,
    );
  const shape = sizes.toReversed();
  return takeForArray({ descr, shape, fortran: false }, new Uint8Array(samples));
}
