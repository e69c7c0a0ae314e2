/** What is measured in the browser. Times are of scripts in ms: graphics are drawn elsewhere meanwhile. */
import { cellsOf, pictureOf } from '../src/browser/pictures.fixture.ts';
import { colourTruth } from '../src/cells/colour-cells.ts';
import { neighboursOf } from '../src/cells/neighbours.ts';
import { gridLayout } from '../src/interaction/grid-layout.ts';
import { ViewerModel } from '../src/interaction/model.ts';
import { cellInWords } from '../src/interaction/readout.ts';
import { ViewerStore } from '../src/interaction/store.ts';
import { initialState } from '../src/interaction/state.ts';
import { CanvasRenderer } from '../src/render/canvas-renderer.ts';
import type { Renderer } from '../src/render/renderer.ts';
import { WebglRenderer } from '../src/render/webgl/webgl-renderer.ts';

/** Times of many repetitions. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

/** Small, since the processor draws. What scripts do grows with the sides of panels only: 8 µs a panel of 1024². */
const AREA = { width: 400, height: 300 };

function summary(times: number[]): Times {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Frames before times count. */
const WARM_UP = 5;

/** Repeats a step, one in each frame; the first ones are left out. */
async function repeated(count: number, step: (k: number) => void): Promise<Times> {
  const times: number[] = [];
  for (let k = 0; k < count + WARM_UP; k++) {
    const start = performance.now();
    step(k);
    if (k >= WARM_UP) times.push(performance.now() - start);
    await nextFrame();
  }
  return summary(times);
}

/** Four linked panels of an image of 1024² with 5,000 cells: image, truth and two predictions. */
function fourPanels(): ViewerStore {
  const made = { width: 1024, height: 1024, cells: 5_600 };
  const image = pictureOf(made, { make: (count) => new Uint16Array(count), low: 100, high: 5000 });
  const model = new ViewerModel({
    image,
    truth: { name: 'Ground truth', labels: cellsOf(made) },
    predictions: [
      { name: 'One', labels: cellsOf(made, { moved: 2, lost: 9 }) },
      { name: 'Other', labels: cellsOf(made, { moved: 3, lost: 7 }) },
    ],
  });
  const store = new ViewerStore(model, initialState([null, 0, 1, 2]), { reducedMotion: () => true });
  store.setLayout(gridLayout({ area: AREA, panels: 4, ratio: 1 }));
  return store;
}

function rendererOf(kind: Renderer['kind']): Renderer {
  const canvas = document.createElement('canvas');
  document.body.replaceChildren(canvas);
  return kind === 'webgl2' ? new WebglRenderer(canvas) : new CanvasRenderer(canvas);
}

let prepared: { readonly store: ViewerStore; readonly renderer: Renderer } | undefined;

const page = {
  async frames(kind: Renderer['kind'], count: number) {
    const store = fourPanels();
    const renderer = rendererOf(kind);
    while (!renderer.render(store.scene()));
    const draw = () => renderer.render(store.scene());
    store.dispatch({ type: 'zoom', panel: 0, factor: 2, about: { x: 100, y: 75 } });
    const panning = await repeated(count, (k) => {
      store.dispatch({ type: 'pan', panel: 0, by: { x: k % 40 < 20 ? 7 : -7, y: 3 * Math.sin(k) } });
      draw();
    });
    const zooming = await repeated(count, (k) => {
      store.dispatch({ type: 'zoom', panel: 0, factor: k % 40 < 20 ? 1.05 : 1 / 1.05, about: { x: 50, y: 25 } });
      draw();
    });
    store.dispatch({ type: 'pan', panel: 0, by: { x: 0, y: 0 } });
    const hover = await repeated(count, (k) => {
      store.dispatch({ type: 'pointer', at: { panel: 1, point: { x: (k * 13) % 190, y: (k * 7) % 140 } } });
      if (store.hovered) cellInWords(store, store.hovered);
      draw();
    });
    const recolour = await repeated(count, (k) => {
      store.setThreshold(0.1 + (k % 85) / 100);
      draw();
    });
    const cells = store.model.segmentation(0)?.labels.cellCount;
    return { cells, panning, zooming, hover, recolour };
  },

  /** Makes four panels, for {@link page.pan}. */
  prepare(): void {
    const store = fourPanels();
    const renderer = rendererOf('webgl2');
    while (!renderer.render(store.scene()));
    prepared = { store, renderer };
  },

  /** Pans what was prepared. */
  pan(count: number): Promise<Times> {
    return repeated(count, (k) => {
      prepared?.store.dispatch({ type: 'pan', panel: 0, by: { x: k % 2 === 0 ? 7 : -7, y: 3 } });
      if (prepared) prepared.renderer.render(prepared.store.scene());
    });
  },

  /** An image and a label image of 8192², from the first frame to the last part of them. */
  async large() {
    const made = { width: 8192, height: 8192, cells: 50_000 };
    const labels = cellsOf(made);
    const image = pictureOf({ ...made, cells: 10 }, { make: (count) => new Uint16Array(count) });
    const start = performance.now();
    neighboursOf(labels);
    const neighbours = performance.now() - start;
    colourTruth(labels);
    const colours = performance.now() - start - neighbours;
    const model = new ViewerModel({ image, truth: { name: 'Ground truth', labels } });
    const store = new ViewerStore(model, undefined, { reducedMotion: () => true });
    store.setLayout(gridLayout({ area: AREA, panels: 1, ratio: 1 }));
    const renderer = rendererOf('webgl2');
    const times: number[] = [];
    const first = performance.now();
    for (let isComplete = false; !isComplete;) {
      const began = performance.now();
      isComplete = renderer.render(store.scene());
      times.push(performance.now() - began);
      await nextFrame();
    }
    return { neighbours, colours, frames: times.length, whole: performance.now() - first, frame: summary(times) };
  },

  /** Something else on the same machine: a copy of 20 MB. */
  copy: () => {
    const from = new Uint8ClampedArray(20_000_000);
    const to = new Uint8ClampedArray(from.length);
    return repeated(60, () => {
      to.set(from);
    });
  },
};

/** What the page offers. */
export type BenchPage = typeof page;

Object.assign(globalThis, { bench: page });
