import type { LabelImage, LabelPixels } from '@cellboard/labels';

/** What a control is made from. */
export interface ControlSource {
  /** The truth of the image. */
  readonly truth: LabelImage;
  /** Hash of the image's file: the same image always gets the same draws. */
  readonly imageSha256: string;
}

/**
 * Version of all controls together. Another version may paint other cells for the same image, so results of two versions
 * are never mixed.
 */
export const CONTROL_VERSION = 1;

/**
 * A prediction that nobody would call a method. Controls show what a score means: what no knowledge of the image gets,
 * and what a nearly perfect outline gets.
 */
export interface Control {
  /** Public and permanent, e.g. `one-cell`. */
  readonly slug: string;
  readonly name: string;
  /** One or two sentences for a reader who knows microscopes and not image analysis. */
  readonly description: string;
  /** Whether it tells something of the truth, so that it has to be as hidden as the truth. */
  readonly showsTruth: boolean;
  /**
   * Paints the cells of one image. The same source always gives the same labels; the truth is left as it is.
   *
   * @returns label pixels of the truth's height and width, cells numbered 1..n without gaps
   */
  readonly paint: (source: ControlSource) => LabelPixels;
}
