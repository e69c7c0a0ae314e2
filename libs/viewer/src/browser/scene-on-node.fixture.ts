import { paintPanel } from '../render/paint-panel.ts';
import type { Scene } from '../render/scene.ts';

/** The pixels of a whole scene: red, green, blue and 255, row by row. */
export function sceneOnNode({ width, height, unit, panels }: Scene): Uint8ClampedArray {
  const all = new Uint8ClampedArray(width * height * 4);
  for (let at = 3; at < all.length; at += 4) all[at] = 255;
  for (const panel of panels) {
    const pixels = paintPanel(panel, unit);
    const { x, y, width: across, height: down } = panel.rect;
    for (let row = 0; row < down; row++) {
      all.set(pixels.subarray(row * across * 4, (row + 1) * across * 4), ((y + row) * width + x) * 4);
    }
  }
  return all;
}
