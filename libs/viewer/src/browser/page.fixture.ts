/** What the tests call in the browser: both renderers on the scenes, with answers that can be sent back. */
import { CanvasRenderer } from '../render/canvas-renderer.ts';
import type { Renderer } from '../render/renderer.ts';
import type { Scene } from '../render/scene.ts';
import { WebglRenderer } from '../render/webgl/webgl-renderer.ts';
import { sceneOnNode } from './scene-on-node.fixture.ts';
import { component } from './viewer-page.fixture.tsx';
import { SCENES, type TestScene } from './scenes.fixture.ts';

/** How two pictures differ. */
export interface Difference {
  /** Pixels of which a colour differs by more than 2 of 255. */
  readonly far: number;
  readonly pixels: number;
  /** The largest difference of a colour. */
  readonly most: number;
}

/** What was found out about a scene. */
export interface Compared {
  readonly cellsDiffer: number;
  readonly cellsShown: number;
  readonly renderers: Difference;
  readonly webglFromPainter: Difference;
  readonly canvasFromPainter: Difference;
  readonly error: number;
}

/** Draws until nothing is missing, and reads the pixels. */
function drawn(renderer: Renderer, canvas: HTMLCanvasElement, scene: Scene): Uint8ClampedArray {
  for (let round = 0; !renderer.render(scene); round++) if (round > 1000) throw new Error('Never complete.');
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [scene.width, scene.height];
  const context = copy.getContext('2d', { willReadFrequently: true });
  context?.drawImage(canvas, 0, 0);
  return context?.getImageData(0, 0, scene.width, scene.height).data ?? new Uint8ClampedArray();
}

function difference(a: Uint8ClampedArray, b: Uint8ClampedArray): Difference {
  let [far, most] = [0, 0];
  for (let i = 0; i < a.length; i += 4) {
    const worst = Math.max(...[0, 1, 2].map((c) => Math.abs((a[i + c] ?? -999) - (b[i + c] ?? 999))));
    if (worst > 2) far++;
    most = Math.max(most, worst);
  }
  return { far, most, pixels: a.length / 4 };
}

/** Kept for all scenes but those with limits of their own, as a page keeps them. */
const glCanvas = document.createElement('canvas');
const flatCanvas = document.createElement('canvas');
const kept = { webgl: new WebglRenderer(glCanvas), flat: new CanvasRenderer(flatCanvas) };

function compare(name: string): Compared {
  const { scene, ...options } = SCENES[name] as TestScene;
  const isLimited = options.longestTexture !== undefined;
  const ofLimited = document.createElement('canvas');
  const canvas = isLimited ? ofLimited : glCanvas;
  const webgl = isLimited ? new WebglRenderer(ofLimited, options) : kept.webgl;
  const { flat } = kept;
  const [byWebgl, byCanvas] = [drawn(webgl, canvas, scene), drawn(flat, flatCanvas, scene)];
  const painted = sceneOnNode(scene);
  let [cellsDiffer, cellsShown] = [0, 0];
  for (const panel of scene.panels) {
    const [a, b] = [webgl.cellsOf(panel), flat.cellsOf(panel)];
    a.forEach((cell, i) => (cellsDiffer += cell === b[i] ? 0 : 1));
    cellsShown += b.filter((cell) => cell > 0).length;
  }
  const error = canvas.getContext('webgl2')?.getError() ?? -1;
  if (isLimited) webgl.dispose();
  return {
    cellsDiffer,
    cellsShown,
    renderers: difference(byWebgl, byCanvas),
    webglFromPainter: difference(byWebgl, painted),
    canvasFromPainter: difference(byCanvas, painted),
    error,
  };
}

const page = { compare, ...component };

/** What the page offers. */
export type ViewerPage = typeof page;

Object.assign(globalThis, { viewer: page });
