import { pixelLookup } from '../view/pixel-lookup.ts';
import { cellsUnder } from './paint-cells.ts';
import { paintPanel } from './paint-panel.ts';
import type { Renderer } from './renderer.ts';
import type { Panel, Scene } from './scene.ts';

/** Draws without a graphics card, on a canvas of two dimensions. A panel that did not change is not drawn again. */
export class CanvasRenderer implements Renderer {
  readonly kind = 'canvas2d';
  readonly #canvas: HTMLCanvasElement | OffscreenCanvas;
  readonly #context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  #drawn: Scene | undefined;

  /** @throws Error if the canvas has no context of two dimensions, such as one that WebGL draws on */
  constructor(canvas: HTMLCanvasElement | OffscreenCanvas) {
    const context = canvas.getContext('2d', { alpha: false });
    if (!isContext(context)) {
      throw new Error('The canvas has no context "2d": another kind of context is in use. Give a canvas of its own.');
    }
    this.#canvas = canvas;
    this.#context = context;
  }

  render(scene: Scene): boolean {
    const [canvas, drawn] = [this.#canvas, this.#drawn];
    const isResized = canvas.width !== scene.width || canvas.height !== scene.height;
    if (isResized) [canvas.width, canvas.height] = [scene.width, scene.height];
    const kept = new Set(isResized || drawn?.unit !== scene.unit ? [] : drawn.panels);
    if (drawn && !sameRects(drawn, scene)) {
      kept.clear();
      this.#context.clearRect(0, 0, scene.width, scene.height);
    }
    for (const panel of scene.panels) if (!kept.has(panel)) this.#draw(panel, scene.unit);
    this.#drawn = scene;
    return true;
  }

  cellsOf(panel: Panel): Uint32Array {
    const layer = panel.layers[0];
    const { rect } = panel;
    if (!layer) return new Uint32Array(rect.width * rect.height);
    return cellsUnder(layer, pixelLookup(panel.view, rect, panel.size), rect);
  }

  dispose(): void {
    this.#drawn = undefined;
  }

  #draw(panel: Panel, unit: number): void {
    const { x, y, width, height } = panel.rect;
    if (width < 1 || height < 1) return;
    const picture = this.#context.createImageData(width, height);
    paintPanel(panel, unit, picture.data);
    this.#context.putImageData(picture, x, y);
  }
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function isContext(context: RenderingContext | OffscreenRenderingContext | null): context is Context {
  return context !== null && 'putImageData' in context;
}

/** Whether the panels of two scenes lie in the same places. */
function sameRects(a: Scene, b: Scene): boolean {
  if (a.panels.length !== b.panels.length) return false;
  return a.panels.every(({ rect }, k) => {
    const other = b.panels[k]?.rect;
    return rect.x === other?.x && rect.y === other.y && rect.width === other.width && rect.height === other.height;
  });
}
