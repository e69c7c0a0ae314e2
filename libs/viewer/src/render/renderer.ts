import type { Panel, Scene } from './scene.ts';

/** Draws scenes on a canvas. All renderers show the same cell at every pixel, and colours within 2 of 255. */
export interface Renderer {
  readonly kind: 'webgl2' | 'canvas2d';

  /**
   * Draws a scene.
   *
   * @returns false where parts of a large image are still to come: draw again in the next frame
   */
  render(scene: Scene): boolean;

  /**
   * The number of the cell that the lowest layer of a panel shows at each of its pixels, row by row from the top left;
   * 0 for none. Slow: for checks.
   */
  cellsOf(panel: Panel): Uint32Array;

  /** Frees what it holds. The canvas stays. */
  dispose(): void;
}
