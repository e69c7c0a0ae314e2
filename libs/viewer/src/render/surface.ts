import { CanvasRenderer } from './canvas-renderer.ts';
import type { Renderer } from './renderer.ts';
import type { Scene } from './scene.ts';
import { WebglRenderer } from './webgl/webgl-renderer.ts';

/** What a surface draws, and how. */
export interface SurfaceOptions {
  /** Asked for in each frame in which something is drawn. */
  readonly scene: () => Scene;
  /** Draws without a graphics card even where there is one. */
  readonly withoutWebgl?: boolean;
  /** Called when another renderer takes over, such as after the graphics card was lost. */
  readonly onRenderer?: (kind: Renderer['kind']) => void;
}

/** A canvas and its renderer. */
interface Drawn {
  readonly canvas: HTMLCanvasElement;
  readonly renderer: Renderer;
}

/**
 * The canvas that scenes are drawn on. It draws with WebGL 2; where there is none, or while the graphics card is lost,
 * on a second canvas without it. Frames are drawn when something changed, at most one for each frame of the screen.
 */
export class Surface {
  readonly #host: HTMLElement;
  readonly #options: SurfaceOptions;
  #webgl: Drawn | undefined;
  #flat: Drawn | undefined;
  #frame = 0;

  /** @param host element that gets the canvas; it gives its size and is empty */
  constructor(host: HTMLElement, options: SurfaceOptions) {
    this.#host = host;
    this.#options = options;
    this.#webgl = options.withoutWebgl === true ? undefined : this.#tryWebgl();
    if (!this.#webgl) this.#flat = this.#makeFlat();
  }

  /** What draws at the moment. */
  get kind(): Renderer['kind'] {
    return this.#current.renderer.kind;
  }

  /** Draws in the next frame. */
  invalidate(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#onFrame);
  }

  /** Draws at once, until nothing is missing, and gives the picture as a PNG file. */
  async toPng(): Promise<Blob> {
    while (!this.#current.renderer.render(this.#options.scene()));
    const { canvas } = this.#current;
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Error('The browser made no picture of the canvas. Make the window smaller and try again.');
    return blob;
  }

  /** Takes the canvas off the page and frees what it holds. */
  dispose(): void {
    cancelAnimationFrame(this.#frame);
    const canvas = this.#webgl?.canvas;
    canvas?.removeEventListener('webglcontextlost', this.#onLost);
    canvas?.removeEventListener('webglcontextrestored', this.#onRestored);
    for (const drawn of [this.#webgl, this.#flat]) remove(drawn);
    // Browsers allow few contexts at a time, and free one only later by themselves.
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  }

  get #current(): Drawn {
    const current = this.#flat ?? this.#webgl;
    if (!current) throw new Error('The surface was disposed of.');
    return current;
  }

  readonly #onFrame = (): void => {
    this.#frame = 0;
    if (!this.#current.renderer.render(this.#options.scene())) this.invalidate();
  };

  #tryWebgl(): Drawn | undefined {
    const canvas = this.#addCanvas();
    try {
      const renderer = new WebglRenderer(canvas);
      canvas.addEventListener('webglcontextlost', this.#onLost);
      canvas.addEventListener('webglcontextrestored', this.#onRestored);
      return { canvas, renderer };
    } catch {
      // Many reasons, one answer: the other renderer, which shows the same.
      canvas.remove();
      return undefined;
    }
  }

  #makeFlat(): Drawn {
    const canvas = this.#addCanvas();
    return { canvas, renderer: new CanvasRenderer(canvas) };
  }

  #addCanvas(): HTMLCanvasElement {
    const canvas = this.#host.ownerDocument.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    Object.assign(canvas.style, { display: 'block', position: 'absolute', inset: '0', width: '100%', height: '100%' });
    this.#host.append(canvas);
    return canvas;
  }

  readonly #onLost = (event: Event): void => {
    // Without this the browser never gives the graphics card back.
    event.preventDefault();
    if (!this.#webgl) return;
    this.#webgl.canvas.style.display = 'none';
    this.#flat ??= this.#makeFlat();
    this.#options.onRenderer?.('canvas2d');
    this.invalidate();
  };

  readonly #onRestored = (): void => {
    if (!this.#webgl) return;
    // What was on the graphics card is gone with it: a new renderer sends it again.
    this.#webgl = { canvas: this.#webgl.canvas, renderer: new WebglRenderer(this.#webgl.canvas) };
    this.#webgl.canvas.style.display = 'block';
    remove(this.#flat);
    this.#flat = undefined;
    this.#options.onRenderer?.('webgl2');
    this.invalidate();
  };
}

function remove(drawn: Drawn | undefined): void {
  drawn?.renderer.dispose();
  drawn?.canvas.remove();
}
