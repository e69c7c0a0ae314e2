import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';

import type { CellFacts } from '../cells/cell-facts.ts';
import { bindInput } from '../interaction/bind-input.ts';
import { gridLayout, swipeLayout } from '../interaction/grid-layout.ts';
import { SHORTCUTS } from '../interaction/keys.ts';
import type { ViewerModel } from '../interaction/model.ts';
import type { CellRef, ViewerAction, ViewerState } from '../interaction/state.ts';
import { ViewerStore } from '../interaction/store.ts';
import type { Renderer } from '../render/renderer.ts';
import { Surface } from '../render/surface.ts';
import { bestColumns } from './best-columns.ts';
import { ChannelControls } from './channel-controls.tsx';
import { Controls } from './controls.tsx';
import { Divider } from './divider.tsx';
import { Legend } from './legend.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { ReadoutLine } from './readout-line.tsx';
import { pictureOf, type ShownPicture } from './shown-picture.ts';
import { Toolbar } from './toolbar.tsx';
import { useMover } from './use-mover.ts';
import { useStore } from './use-store.ts';
import './viewer.css';

/** What a page can ask a viewer for. */
export interface ViewerHandle {
  /** Selects a cell and moves to it. */
  readonly goTo: (cell: CellRef) => void;
  readonly dispatch: (action: ViewerAction) => void;
  /** The picture that is shown, as a PNG file. */
  readonly toPng: () => Promise<Blob>;
  /** What lies where in that picture. */
  readonly shown: () => ShownPicture;
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
  /** Panels side by side; so that they are as large as possible where left out. */
  readonly columns?: number | undefined;
  /** `swipe` lays the second panel over the first, with a divider between them; a grid where left out. */
  readonly arrangement?: 'grid' | 'swipe' | undefined;
  /** Draws without a graphics card even where there is one. */
  readonly withoutWebgl?: boolean;
  /** How it looks changed, but for where the pointer is; in each frame while something moves. */
  readonly onState?: (state: ViewerState) => void;
  readonly onHover?: (cell: CellFacts | null) => void;
  readonly onSelect?: (cell: CellRef | null) => void;
  /** Puts the panel at one place to another, as the page keeps their order; panels stay where they are if left out. */
  readonly onMove?: ((from: number, to: number) => void) | undefined;
  readonly onImage?: (by: 1 | -1) => void;
  readonly onRenderer?: (kind: Renderer['kind']) => void;
  readonly ref?: Ref<ViewerHandle>;
}

/** Looks at an image and its segmentations in linked panels. Fills the element around it. */
export function Viewer(props: ViewerProps) {
  const { model, label, columns, arrangement = 'grid', ref } = props;
  const stageRef = useRef<HTMLDivElement>(null);
  const surfaceRef = useRef<Surface>(null);
  const store = useViewerStore(props);
  const panels = useStore(store, ({ state }) => state.panels.length);
  const help = useId();
  const mover = useMover(store, stageRef, props.onMove);

  useLayoutEffect(() => {
    store.setModel(model);
  }, [store, model]);
  useThreshold(store, props.threshold);
  useSurface({ store, stageRef, surfaceRef, props });
  const [share, setShare] = useState(0.5);
  const isSwipe = arrangement === 'swipe' && panels === 2;
  useLayout({ store, stageRef, panels, columns, share: isSwipe ? share : null });
  useEvents(store, props);
  useHandle(ref, store, surfaceRef);

  return (
    <section className="viewer" aria-label={label}>
      <Controls>
        <Toolbar store={store} />
        <ChannelControls store={store} />
      </Controls>
      <div
        ref={stageRef}
        className="viewer-stage"
        tabIndex={0}
        role="application"
        aria-roledescription="image viewer"
        aria-label={label}
        aria-describedby={help}
        onKeyDown={mover.onKey}
      >
        {Array.from({ length: panels }, (_, panel) => (
          <PanelFrame key={panel} store={store} panel={panel} onMove={panels > 1 ? mover.onMove : undefined} />
        ))}
        {isSwipe && <Divider store={store} share={share} onChange={setShare} />}
      </div>
      <p id={help} className="viewer-said">
        {SHORTCUTS.map(([keys, what]) => `${keys}: ${what}.`).join(' ')}
      </p>
      <p className="viewer-said" role="status">
        {mover.said}
      </p>
      <ReadoutLine store={store} />
      <Legend store={store} />
    </section>
  );
}

/** What the page can ask for. */
function useHandle(
  ref: ViewerProps['ref'],
  store: ViewerStore,
  surfaceRef: { readonly current: Surface | null },
): void {
  useImperativeHandle(ref, () => ({
    goTo: (cell) => {
      store.goTo(cell);
    },
    dispatch: store.dispatch,
    shown: () => pictureOf(store),
    toPng: () => {
      if (!surfaceRef.current) throw new Error('The viewer is not on the page.');
      return surfaceRef.current.toPng();
    },
  }));
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
  const latest = useLatest(props);
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
  }, [store, stageRef, surfaceRef, withoutWebgl, latest]);
}

interface LayoutInput extends Parts {
  readonly panels: number;
  readonly columns: number | undefined;
  /** Where the divider of two panels over each other is, 0 to 1; null for a grid. */
  readonly share: number | null;
}

function useLayout({ store, stageRef, panels, columns, share }: LayoutInput): void {
  useLayoutEffect(() => {
    const element = stageRef.current;
    if (!element) return undefined;
    const measure = () => {
      const area = { width: element.clientWidth, height: element.clientHeight };
      const ratio = devicePixelRatio;
      store.setLayout(
        share === null
          ? gridLayout({ area, panels, columns: columns ?? bestColumns(area, panels), ratio })
          : swipeLayout({ area, share, ratio }),
      );
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
  }, [store, stageRef, panels, columns, share]);
}

/** Reports what changed, by a person or by the page. Handlers may be other ones in every drawing. */
function useEvents(store: ViewerStore, props: ViewerProps): void {
  const latest = useLatest(props);
  useEffect(() => {
    let { state } = store;
    let over = hoveredKey(store);
    latest.current.onState?.(state);
    return store.subscribe(() => {
      const before = state;
      state = store.state;
      if (!isSameButPointer(before, state)) latest.current.onState?.(state);
      const now = hoveredKey(store);
      if (now === over) return;
      over = now;
      const cell = store.hovered;
      latest.current.onHover?.(cell && store.facts(cell));
    });
  }, [store, latest]);
}

/** The props of the last drawing, for what runs later. */
function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** Where a pointer is, nobody shares. */
function isSameButPointer(a: ViewerState, b: ViewerState): boolean {
  return (Object.keys(b) as (keyof ViewerState)[]).every((name) => name === 'pointer' || a[name] === b[name]);
}

function hoveredKey({ hovered }: ViewerStore): string | undefined {
  return hovered ? `${hovered.segmentation} ${hovered.cell}` : undefined;
}
