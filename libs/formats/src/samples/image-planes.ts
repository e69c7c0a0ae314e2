import type { Colour } from '@cellboard/labels';
import { FormatError } from '../format-error.ts';

/** The planes of an image beyond width and height. */
export interface ImagePlanes {
  /** Channels or colours of a plane, transparency not counted. */
  readonly channels: number;
  /** Focal planes; pages of a TIFF that does not say what they are count as such. */
  readonly z: number;
  /** Times. */
  readonly t: number;
}

/** The samples that are shown darkest and brightest, as the file stores samples; the first is less than the second. */
export type DisplayRange = readonly [min: number, max: number];

/** What a file says of a channel. */
export interface ImageChannel {
  /** Such as a dye; undefined if the file does not say. */
  readonly name: string | undefined;
  /** In which it is usually shown; undefined if the file does not say, or says white or black. */
  readonly colour: Colour | undefined;
  /**
   * In which it was shown when the file was saved. Both are finite numbers that the samples can hold. Left out where the
   * file does not say: only ImageJ's TIFF is asked, and only of channels that are not colours.
   */
  readonly display?: DisplayRange | undefined;
}

/** Which plane of an image is read; all from 0. */
export interface ImageChoice {
  /** A page of a TIFF by itself, whatever the file says it is; for other formats the number of the plane, time by time. */
  readonly page?: number | undefined;
  /** Read alone; all channels if left out. */
  readonly channel?: number | undefined;
  /** Focal plane; the first if left out. */
  readonly z?: number | undefined;
  /** Time; the first if left out. */
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

/**
 * Checks that a file of one plane is not asked for another.
 *
 * @throws FormatError SEVERAL_IMAGES
 */
export function checkOnePlane({ page = 0, z = 0, t = 0 }: ImageChoice): void {
  checkIndex(page, 1, 'pages');
  checkIndex(z, 1, 'focal planes');
  checkIndex(t, 1, 'times');
}
