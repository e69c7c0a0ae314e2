import { pixelLookup } from '../view/pixel-lookup.ts';
import { paintCells } from './paint-cells.ts';
import { paintImage, type Pixels } from './paint-image.ts';
import type { Panel } from './scene.ts';

/**
 * Paints a panel without a graphics card: the measure that every renderer is held to.
 *
 * @param unit screen pixels of the finest line
 * @param pixels where to: four bytes for each pixel of the panel
 * @returns `pixels`
 */
export function paintPanel(panel: Panel, unit: number, pixels = pixelsOf(panel)): Pixels {
  const { width, height } = panel.rect;
  const canvas = { width, height, pixels, lookup: pixelLookup(panel.view, panel.rect, panel.size) };
  paintImage(canvas, panel.image);
  for (const layer of panel.layers) paintCells(canvas, layer, unit);
  return pixels;
}

function pixelsOf({ rect: { width, height } }: Panel): Pixels {
  return new Uint8ClampedArray(width * height * 4);
}
