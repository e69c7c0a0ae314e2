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

/**
 * Reads the samples of a volume in which x runs fastest, as an array whose last axes are y and x.
 *
 * @throws FormatError TRUNCATED, CORRUPT, TOO_LARGE or UNSUPPORTED
 */
export async function readVolume(
  bytes: Uint8Array,
  { format, sizes, descr, start, ...header }: VolumeHeader,
): Promise<NumpyArray> {
  if (sizes.length < 2 || !sizes.every((size) => Number.isInteger(size) && size >= 1))
    throw new FormatError(
      'CORRUPT',
      `The ${format} file has the sizes ${sizes.join(' ')}, but at least two from 1 were expected.`,
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
  const shape = sizes.toReversed();
  return takeForArray({ descr, shape, fortran: false }, new Uint8Array(samples.subarray(0, expected)));
}
