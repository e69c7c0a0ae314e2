import { FormatError, type NumpyArray } from '@cellboard/formats';

/**
 * The ids in one channel of a frame of shape (height, width, channels), row by row, in one pass over numbers of any type.
 *
 * @throws FormatError NOT_LABELS if one is not a whole number from 0 to 2^32 − 1
 */
export function channelIds({ shape, samples }: NumpyArray, channel: number): Uint32Array {
  const [height = 0, width = 0, channels = 1] = shape;
  const numbers = plainNumbers(samples);
  const ids = new Uint32Array(width * height);
  for (let at = 0, from = channel; at < ids.length; at++, from += channels) {
    const value = numbers[from] ?? 0;
    ids[at] = value;
    if (ids[at] !== value) throw notAnId(value);
  }
  return ids;
}

/**
 * The ids in each of the first channels of a frame, as {@link channelIds}, in one pass over all of them: a frame of
 * 64-bit numbers is too large to be passed over again and again.
 *
 * @param count of channels
 * @returns null for a channel that is 0 everywhere
 * @throws FormatError NOT_LABELS if one is not a whole number from 0 to 2^32 − 1
 */
export function firstChannels({ shape, samples }: NumpyArray, count: number): (Uint32Array | null)[] {
  const [height = 0, width = 0, channels = 1] = shape;
  const numbers = plainNumbers(samples);
  const ids = Array.from({ length: count }, (): Uint32Array | null => null);
  for (let at = 0, first = 0; at < width * height; at++, first += channels)
    for (let channel = 0; channel < count; channel++) {
      const value = numbers[first + channel] ?? 0;
      // Most pixels are 0 in most channels.
      if (value === 0) continue;
      const own = (ids[channel] ??= new Uint32Array(width * height));
      own[at] = value;
      if (own[at] !== value) throw notAnId(value);
    }
  return ids;
}

function notAnId(value: number): FormatError {
  return new FormatError(
    'NOT_LABELS',
    `The labels hold the value ${value}, but the ids of cells are whole numbers from 0 (background) to 4294967295. Save them as unsigned integers, without scaling.`,
  );
}

/** Numbers of any type as such: those of 64-bit integers are converted. */
export function plainNumbers(samples: NumpyArray['samples']): Exclude<NumpyArray['samples'], BigIntArray> {
  const big = samples instanceof BigInt64Array || samples instanceof BigUint64Array;
  return big ? Float64Array.from(samples, Number) : samples;
}

type BigIntArray = BigInt64Array | BigUint64Array;
