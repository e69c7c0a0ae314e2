import type { LabelImage } from '@cellboard/labels';

import type { CandidatePairs } from '../cells/agreement.ts';
import type { PixelSize } from '../cells/cell-facts.ts';
import type { ImageMeaning } from '../image/channels.ts';
import type { ImageSamples } from '../image/image-samples.ts';

/** Cells of one image, by a person or by a model. */
export interface Segmentation {
  /** What it is called, such as `Ground truth` or the name of a model. */
  readonly name: string;
  readonly labels: LabelImage;
  /** Its overlaps with the truth where they are known and nothing is ignored; found here where left out. */
  readonly pairs?: CandidatePairs;
}

/** Regions of an image that are no cells, such as how many predictions cover a pixel. They are compared with nothing. */
export interface RegionMap {
  readonly name: string;
  /** Its cells are the regions. */
  readonly labels: LabelImage;
  /** Colour of each region, 0 (dark) to 1 (bright); index 0 unused. */
  readonly shares: Float64Array;
  /** What each region is; index 0 unused. */
  readonly words: readonly string[];
}

/** What is looked at. */
export interface ViewerData {
  readonly image?: ImageSamples | undefined;
  readonly meaning?: ImageMeaning | undefined;
  /** Of a pixel, where it is known. */
  readonly pixelSize?: PixelSize | undefined;
  readonly truth?: Segmentation | undefined;
  /** What no score looks at: pixels other than 0. It is hatched. */
  readonly ignore?: LabelImage | undefined;
  readonly predictions?: readonly Segmentation[] | undefined;
  /** Has the index after the last prediction. */
  readonly map?: RegionMap | undefined;
}

/** Which segmentation: 0 is the truth, from 1 on the predictions. */
export type SegmentationIndex = number;
