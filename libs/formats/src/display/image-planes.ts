import { FormatError } from '../format-error.ts';
import type { RawImage } from '../sharp.ts';

/** The planes of an image beyond width and height. */
export interface ImagePlanes {
  /** Channels or colours of a plane, transparency not counted. */
  readonly channels: number;
  /** Focal planes; pages of a TIFF that does not say what they are count as such. */
  readonly z: number;
  /** Times. */
  readonly t: number;
}

/** Which plane of an image is shown; all from 0. */
export interface ImageChoice {
  /** A page of a TIFF by itself, whatever the file says it is; for other formats the number of the plane, time by time. */
  readonly page?: number | undefined;
  /** Shown alone, in grey; all channels together if not said. */
  readonly channel?: number | undefined;
  /** Focal plane; the first if not said. */
  readonly z?: number | undefined;
  /** Time; the first if not said. */
  readonly t?: number | undefined;
}

/**
 * Checks that an image has what is asked for.
 *
 * @param of what is counted, in the plural
 * @throws FormatError SEVERAL_IMAGES
 */
export function checkIndex(index: number, count: number, of: string): number {
  if (Number.isInteger(index) && index >= 0 && index < count) return index;
  throw new FormatError('SEVERAL_IMAGES', `The image has ${count} ${of}, so there is no number ${index} (from 0).`);
}

/** One channel of an image, without the others. */
export function pickChannel({ data, width, height, channels }: RawImage, channel: number): RawImage {
  checkIndex(channel, channels, 'channels');
  const picked = data.slice(0, width * height);
  for (let i = 0; i < picked.length; i++) picked[i] = data[i * channels + channel]!;
  return { data: picked, width, height, channels: 1 };
}
