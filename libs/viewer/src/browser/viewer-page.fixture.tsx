/** What the tests of the component call in the browser. */
import { createRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';

import { ViewerModel } from '../interaction/model.ts';
import type { ViewerData } from '../interaction/viewer-data.ts';
import type { CellRef, ViewerAction, ViewerState } from '../interaction/state.ts';
import { Viewer, type ViewerHandle } from '../react/viewer.tsx';
import { cellsOf, pictureOf } from './pictures.fixture.ts';

const MADE = { width: 96, height: 80, cells: 24 };

/** What a component reported. */
export interface Reported {
  readonly state: ViewerState | undefined;
  readonly hovered: number | undefined;
  readonly selected: readonly (CellRef | null)[];
  readonly images: readonly number[];
  readonly renderers: readonly string[];
}

/** How the component is mounted. */
export interface Mounted {
  readonly threshold?: number;
  readonly withoutWebgl?: boolean;
  /** Width and height in CSS pixels. */
  readonly size?: readonly [number, number];
}

function data(): ViewerData {
  return {
    image: pictureOf(MADE, { make: (count) => new Uint16Array(count), low: 200, high: 9000 }),
    meaning: { limits: [{ low: 300, high: 8000 }] },
    pixelSize: { x: 0.5, y: 0.5 },
    truth: { name: 'Ground truth', labels: cellsOf(MADE) },
    predictions: [
      { name: 'One', labels: cellsOf(MADE, { moved: 3, lost: 6, from: 2 }) },
      { name: 'Other', labels: cellsOf(MADE, { moved: 1, lost: 5 }) },
    ],
  };
}

const reported: { -readonly [K in keyof Reported]: Reported[K] } = empty();
const model = new ViewerModel(data());
const handle = createRef<ViewerHandle>();
let root: Root | undefined;

function empty(): Reported {
  return { state: undefined, hovered: undefined, selected: [], images: [], renderers: [] };
}

function place(): HTMLElement {
  const found = document.getElementById('root');
  if (!found) throw new Error('The page has no element "root".');
  return found;
}

export const component = {
  mount({ threshold = 0.5, withoutWebgl = false, size = [620, 500] }: Mounted = {}): void {
    root?.unmount();
    Object.assign(reported, empty());
    place().style.cssText = `width: ${size[0]}px; height: ${size[1]}px`;
    root = createRoot(place());
    this.show({ threshold, withoutWebgl });
  },

  show({ threshold, withoutWebgl }: { threshold: number; withoutWebgl: boolean }): void {
    root?.render(
      <Viewer
        ref={handle}
        model={model}
        threshold={threshold}
        withoutWebgl={withoutWebgl}
        label="Image 1"
        columns={2}
        onState={(state) => (reported.state = state)}
        onHover={(facts) => {
          reported.hovered = facts?.id;
          // As a page does that shows what it gets: every drawing brings other handlers.
          this.show({ threshold, withoutWebgl });
        }}
        onSelect={(cell) => (reported.selected = [...reported.selected, cell])}
        onImage={(by) => (reported.images = [...reported.images, by])}
        onRenderer={(kind) => (reported.renderers = [...reported.renderers, kind])}
      />,
    );
  },

  reported: (): Reported => reported,

  dispatch(action: ViewerAction): void {
    handle.current?.dispatch(action);
  },

  /** The picture as it is saved, in base 64. */
  async png(): Promise<string> {
    const blob = await handle.current?.toPng();
    const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  },

  /** Takes the graphics card away, or gives it back. */
  graphics(action: 'lose' | 'restore'): void {
    const canvas = place().querySelector('canvas');
    const extension = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context') ?? lost;
    if (!extension) throw new Error('There is no WebGL to lose.');
    lost = extension;
    if (action === 'lose') extension.loseContext();
    else extension.restoreContext();
  },
};

/** A context that is lost has no extensions. */
let lost: WEBGL_lose_context | null = null;
