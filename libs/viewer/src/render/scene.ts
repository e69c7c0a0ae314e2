import type { LabelImage } from '@cellboard/labels';

import type { CellTable } from '../cells/cell-table.ts';
import type { ChannelDisplay } from '../image/channels.ts';
import type { ImageSamples } from '../image/image-samples.ts';
import type { Point, Size, View } from '../view/view.ts';

/** Cells that are drawn over an image. */
export interface CellLayer {
  readonly labels: LabelImage;
  readonly table: CellTable;
  /** How much of the cell's colour covers the image, 0 to 1. */
  readonly fill: number;
  /** Width of outlines in units of the scene: 0 for none, at most 4. */
  readonly line: number;
}

/** An image and how it is shown. */
export interface ImageLayer {
  readonly samples: ImageSamples;
  /** Added up; at most `MOST_CHANNELS`. */
  readonly channels: readonly ChannelDisplay[];
}

/** One picture of a scene. Panels do not change: another look is another object, so that what is drawn is known by it. */
export interface Panel {
  /** Where it lies on the canvas, in whole screen pixels from the top left. */
  readonly rect: Point & Size;
  readonly view: View;
  /** Of the image and of all label images, in pixels. */
  readonly size: Size;
  readonly image?: ImageLayer | undefined;
  /** At most {@link MOST_LAYERS}, the first at the bottom. */
  readonly layers: readonly CellLayer[];
}

/** Everything on the canvas. */
export interface Scene extends Size {
  /** Screen pixels of the finest line: 1, or more where a screen has very small pixels. */
  readonly unit: number;
  readonly panels: readonly Panel[];
}

/** Layers over each other: a prediction, the outlines of the truth, and what is ignored. */
export const MOST_LAYERS = 3;
