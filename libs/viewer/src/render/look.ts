import { dashBits, LOOKS, PERIOD, STATUSES } from '../cells/status.ts';
import { MARGIN } from '../view/pixel-lookup.ts';
import type { CellLayer, Scene } from './scene.ts';

/** What both renderers draw with. All sums are in whole numbers, so that both have the same result. */

/** Colour beside the image. */
export const BESIDE = [27, 27, 27] as const;

/** How dark the border of an outline is, of 255: outlines are seen on bright and on dark images. */
export const HALO = 150;

/** How much of a hatching line covers the image, of 255. */
export const HATCH = 200;

/** Units from one hatching line to the next. */
export const HATCH_STEP = 8;

/** Added to places, a multiple of every period, so that none is negative. */
export const PHASE = PERIOD * 2 ** 16;

/** The dashes of each status by its code, as bits. */
export const DASHES = STATUSES.map(dashBits);

/** Hatching of each status by its code: 0 for none, 1 rising, -1 falling. */
export const HATCHES = STATUSES.map((status) => ({ none: 0, rising: 1, falling: -1 })[LOOKS[status].hatch]);

/** The widths of a layer in screen pixels. */
export interface LineWidths {
  /** Of a cell that does not stand out. */
  readonly line: number;
  /** What is added for a selected cell. */
  readonly selected: number;
  /** What is added for the cell under the pointer, and the width of the dark border. */
  readonly unit: number;
  /** No line is wider. */
  readonly widest: number;
  /** Share of the colour over the image, of 255. */
  readonly fill: number;
}

/** What a layer looks like in whole screen pixels. */
export function lineWidths({ line, fill }: CellLayer, { unit }: Pick<Scene, 'unit'>): LineWidths {
  const width = Math.round(Math.min(4, Math.max(0, line)) * unit);
  return {
    line: width,
    selected: Math.max(width, 2 * unit),
    unit,
    widest: MARGIN - unit,
    fill: Math.round(Math.min(1, Math.max(0, fill)) * 255),
  };
}
