import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';

import type { CellFacts } from '../cells/cell-facts.ts';
import { bindInput } from '../interaction/bind-input.ts';
import { gridLayout } from '../interaction/grid-layout.ts';
import { SHORTCUTS } from '../interaction/keys.ts';
import type { ViewerModel } from '../interaction/model.ts';
import type { CellRef, ViewerAction, ViewerState } from '../interaction/state.ts';
import { ViewerStore } from '../interaction/store.ts';
import type { Renderer } from '../render/renderer.ts';
import { Surface } from '../render/surface.ts';
import { ChannelControls } from './channel-controls.tsx';
import { Legend } from './legend.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { ReadoutLine } from './readout-line.tsx';
import { Toolbar } from './toolbar.tsx';
import { useStore } from './use-store.ts';
import './viewer.css';

/** What a page can ask a viewer for. */
export interface ViewerHandle {
  /** Selects a cell and moves to it. */
  readonly goTo: (cell: CellRef) => void;
  readonly dispatch: (action: ViewerAction) => void;
  /** The picture that is shown, as a PNG file. */
  readonly toPng: () => Promise<Blob>;
}

/** What a viewer shows, and what it reports. It loads nothing. */
export interface ViewerProps {
  /** Keep it as long as the image and the segmentations are the same. */
  readonly model: ViewerModel;
  /** IoU from which on cells are matched. */
  readonly threshold?: number;
  /** What it is a viewer of, such as the name of the image. */
  readonly label: string;
  /** How it looks at first; a panel for each segmentation where left out. Later changes have no effect. */
  readonly initial?: ViewerState | undefined;
  /** Panels side by side; as square as possible where left out. */
  readonly columns?: number | undefined;
  /** Draws without a graphics card even where there is one. */
  readonly withoutWebgl?: boolean;
  readonly onState?: (state: ViewerState) => void;
  readonly onHover?: (cell: CellFacts | null) => void;
  readonly onSelect?: (cell: CellRef | null) => void;
  readonly onImage?: (by: 1 | -1) => void;
  readonly onRenderer?: (kind: Renderer['kind']) => void;
  readonly ref?: Ref<ViewerHandle>;
}

/** Looks at an image and its segmentations in linked panels. Fills the element around it. */
export function Viewer(props: ViewerProps) {
  const { model, label, columns, ref } = props;
  const stageRef = useRef<HTMLDivElement>(null);
  const surfaceRef = useRef<Surface>(null);
  const store = useViewerStore(props);
  const panels = useStore(store, ({ state }) => state.panels.length);
  const help = useId();

  useLayoutEffect(() => {
    store.setModel(model);
  }, [store, model]);
  useThreshold(store, props.threshold);
  useSurface({ store, stageRef, surfaceRef, props });
  useLayout({ store, stageRef, panels, columns });
  useEvents(store, props);
  useImperativeHandle(ref, () => ({
    goTo: (cell) => {
      store.goTo(cell);
    },
    dispatch: store.dispatch,
    toPng: () => {
      if (!surfaceRef.current) throw new Error('The viewer is not on the page.');
      return surfaceRef.current.toPng();
    },
  }));

  return (
    <section className="viewer" aria-label={label}>
      <Toolbar store={store} />
      <ChannelControls store={store} />
      <div
        ref={stageRef}
        className="viewer-stage"
        tabIndex={0}
        role="application"
        aria-roledescription="image viewer"
        aria-label={label}
        aria-describedby={help}
      >
        {Array.from({ length: panels }, (_, panel) => (
          <PanelFrame key={panel} store={store} panel={panel} />
        ))}
      </div>
      <p id={help} className="viewer-said">
        {SHORTCUTS.map(([keys, what]) => `${keys}: ${what}.`).join(' ')}
      </p>
      <ReadoutLine store={store} />
      <Legend store={store} />
    </section>
  );
}

interface Parts {
  readonly store: ViewerStore;
  readonly stageRef: { readonly current: HTMLDivElement | null };
}

function useViewerStore({ model, initial }: ViewerProps): ViewerStore {
  const [store] = useState(() => {
    const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
    return new ViewerStore(model, initial, { reducedMotion });
  });
  return store;
}

function useThreshold(store: ViewerStore, threshold = 0.5): void {
  useLayoutEffect(() => {
    store.setThreshold(threshold);
  }, [store, threshold]);
}

interface SurfaceInput extends Parts {
  readonly surfaceRef: { current: Surface | null };
  readonly props: ViewerProps;
}

/** Draws on the stage as long as it is on the page, and listens to it. */
function useSurface({ store, stageRef, surfaceRef, props }: SurfaceInput): void {
  const { withoutWebgl = false } = props;
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    const element = stageRef.current;
    if (!element) return undefined;
    const made = new Surface(element, {
      withoutWebgl,
      scene: () => store.scene(),
      onRenderer: (kind) => latest.current.onRenderer?.(kind),
    });
    surfaceRef.current = made;
    made.invalidate();
    const forget = store.subscribe(() => {
      made.invalidate();
    });
    const stop = bindInput(element, store, {
      onImage: (by) => latest.current.onImage?.(by),
      onSelect: (cell) => latest.current.onSelect?.(cell),
    });
    latest.current.onRenderer?.(made.kind);
    return () => {
      stop();
      forget();
      made.dispose();
      surfaceRef.current = null;
    };
  }, [store, stageRef, surfaceRef, withoutWebgl]);
}

interface LayoutInput extends Parts {
  readonly panels: number;
  readonly columns: number | undefined;
}

function useLayout({ store, stageRef, panels, columns }: LayoutInput): void {
  useLayoutEffect(() => {
    const element = stageRef.current;
    if (!element) return undefined;
    const measure = () => {
      const area = { width: element.clientWidth, height: element.clientHeight };
      store.setLayout(gridLayout({ area, panels, columns, ratio: devicePixelRatio }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // A window that moves to another screen, or is zoomed, has other pixels.
    addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, [store, stageRef, panels, columns]);
}

function useEvents(store: ViewerStore, { onState, onHover }: ViewerProps): void {
  const state = useStore(store, onState ? (each) => each.state : nothing);
  const hovered = useStore(store, onHover ? hoveredKey : nothing);
  useEffect(() => {
    if (state) onState?.(state);
  }, [state, onState]);
  useEffect(() => {
    const cell = hovered === undefined ? null : store.hovered;
    onHover?.(cell && store.facts(cell));
  }, [store, hovered, onHover]);
}

const nothing = () => undefined;

function hoveredKey({ hovered }: ViewerStore): string | undefined {
  return hovered ? `${hovered.segmentation} ${hovered.cell}` : undefined;
}
