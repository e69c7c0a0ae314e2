import { finished, type Steps } from '../cells/steps.ts';
import { layoutOf, type ImageSamples, type SampleLayout } from './image-samples.ts';

/** How many samples of a channel lie where, in bins of equal width from `low` to `high`. */
export interface Histogram {
  /** Smallest and largest finite sample. Both 0 where there is none. */
  readonly low: number;
  readonly high: number;
  /** Samples of each bin; the largest sample is in the last one. */
  readonly counts: Uint32Array;
  /** Finite samples that were counted: all, or one of every so many where an image is large. */
  readonly total: number;
}

/** Between two limits a sample is shown from black to full colour. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Enough for percentiles of 16-bit images to be within 1/1000 of the range. */
const BINS = 1024;

/** Samples that are looked at; of larger images every n-th column of every n-th row. */
const MOST_SAMPLES = 2 ** 21;

const known = new WeakMap<ImageSamples, Map<number, Histogram>>();

/**
 * The histogram of a channel. Computed once for each image and kept as long as the image lives. Infinite samples and
 * those that are not a number are left out. Of images beyond 2 megapixels a regular part of the pixels is counted; the
 * smallest and the largest sample are always of all pixels.
 *
 * @param channel from 0
 * @throws RangeError if there is no such channel, or the image cannot be shown
 */
export function histogramOf(image: ImageSamples, channel: number): Histogram {
  return finished(histogramSteps(image, channel));
}

/** {@link histogramOf} in steps. */
export function* histogramSteps(image: ImageSamples, channel: number): Steps<Histogram> {
  const found = known.get(image)?.get(channel);
  if (found) return found;
  const layout = layoutOf(image);
  if (!(channel >= 0 && channel < layout.channels)) {
    throw new RangeError(`There is no channel ${channel}: the image has channels 0 to ${layout.channels - 1}.`);
  }
  const range = yield* rangeOf(layout, channel);
  const histogram = count(layout, channel, range);
  const ofImage = known.get(image) ?? new Map<number, Histogram>();
  known.set(image, ofImage.set(channel, histogram));
  return histogram;
}

function count(layout: SampleLayout, channel: number, { low, high }: Limits): Histogram {
  const { data, width, height, right } = layout;
  const counts = new Uint32Array(BINS);
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MOST_SAMPLES)));
  const perBin = high > low ? BINS / (high - low) : 0;
  let total = 0;
  for (let row = 0; row < height; row += step) {
    let at = rowStart(layout, channel, row);
    for (let column = 0; column < width; column += step, at += right * step) {
      const value = data[at]!;
      if (!Number.isFinite(value)) continue;
      counts[Math.min(BINS - 1, Math.floor((value - low) * perBin))]!++;
      total++;
    }
  }
  return { low, high, counts, total };
}

/** Rows of a step. */
const ROWS = 256;

function* rangeOf(layout: SampleLayout, channel: number): Steps<Limits> {
  const { data, width, height, right } = layout;
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < height; row++) {
    let at = rowStart(layout, channel, row);
    for (let column = 0; column < width; column++, at += right) {
      const value = data[at]!;
      if (value < low && value !== -Infinity) low = value;
      if (value > high && value !== Infinity) high = value;
    }
    if (row % ROWS === ROWS - 1) yield;
  }
  return low <= high ? { low, high } : { low: 0, high: 0 };
}

function rowStart({ offset, down, deep }: SampleLayout, channel: number, row: number): number {
  return offset + row * down + channel * deep;
}

/** From the smallest to the largest sample. */
export function fullLimits({ low, high }: Histogram): Limits {
  return { low, high };
}

/**
 * From the 1st to the 99th percentile, or between others. Where these are the same, as in an image that is nearly all
 * background, it is the full range.
 *
 * @param share of the samples below and above, 0 to 0.5; 0.01 where left out
 */
export function percentileLimits(histogram: Histogram, share = 0.01): Limits {
  const { counts, total, low, high } = histogram;
  const below = share * total;
  const width = (high - low) / counts.length;
  let [first, last] = [0, counts.length - 1];
  for (let sum = counts[0]!; sum <= below && first < last; sum += counts[first]!) first++;
  for (let sum = counts[last]!; sum <= below && last > first; sum += counts[last]!) last--;
  const found = { low: low + first * width, high: low + (last + 1) * width };
  return last > first ? found : { low, high };
}
