import type { CellRef, ViewerState } from '@cellboard/viewer';
import { Viewer, type ViewerHandle } from '@cellboard/viewer/react';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import { partOf, stateOf, type Shown, type ViewPart } from './view-state.ts';
import './viewer-host.css';

interface ViewerHostProps extends Shown {
  /** What the address says of the view. */
  readonly part: ViewPart;
  /** Whether all that the address names is in the model: until then nothing of it is given up. */
  readonly isComplete: boolean;
  /** IoU from which on cells are matched. */
  readonly threshold: number;
  readonly label: string;
  readonly arrangement?: 'grid' | 'swipe';
  readonly columns?: number;
  readonly className?: string;
  /** What the view came to rest as, for the address. */
  readonly onPart: (part: ViewPart) => void;
  /** The selected cell, or null. */
  readonly onSelection: (cell: CellRef | null) => void;
  /** Puts the panel at one place to another; panels stay where they are if left out. */
  readonly onMove?: ((from: number, to: number) => void) | undefined;
  /** The image before (-1) or the next one (1). */
  readonly onImage?: (by: 1 | -1) => void;
  readonly onRenderer?: (kind: 'webgl2' | 'canvas2d') => void;
  readonly handle: Ref<ViewerHandle> & { readonly current: ViewerHandle | null };
}

/** Milliseconds that a view rests before it is written into the address. */
const REST_MS = 250;

/** A viewer whose address says how it looks: it is written when the view rests, and followed when it changes. */
export function ViewerHost(props: ViewerHostProps): ReactNode {
  const { model, words, panels, part, threshold, label, arrangement, columns, className = '', handle } = props;
  const [initial] = useState(() => stateOf(part, { model, words, panels }));
  const { onState } = useAddress(props);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  return (
    <div className={`viewer-host ${className}`}>
      <Viewer
        ref={handle}
        model={model}
        threshold={threshold}
        label={label}
        initial={initial}
        arrangement={arrangement}
        columns={columns}
        onState={(state) => {
          onState(state);
          latest.current.onSelection(state.panels[state.active]?.selection ?? null);
        }}
        onMove={props.onMove}
        onImage={(by) => latest.current.onImage?.(by)}
        onRenderer={(kind) => latest.current.onRenderer?.(kind)}
      />
    </div>
  );
}

const textOf = (part: ViewPart): string => JSON.stringify(part, Object.keys(part).sort());

/** Keeps the address and the viewer alike. */
function useAddress(props: ViewerHostProps): { onState: (state: ViewerState) => void } {
  const { model, words, panels, part, handle } = props;
  /** What both last agreed on. */
  const agreed = useRef(textOf(part));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What the viewer shows now, written or not. */
  const live = useRef(part);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const wanted = textOf(part);
  const list = panels.join();
  useLayoutEffect(() => {
    const isFollowing = wanted !== agreed.current;
    // Segmentations may have other indices in another model: the words say which was meant.
    if (isFollowing) {
      clearTimeout(timer.current);
      agreed.current = wanted;
      live.current = latest.current.part;
    }
    const { words: now, panels: shown } = latest.current;
    handle.current?.dispatch({
      type: 'restore',
      state: stateOf(live.current, { model, words: now, panels: shown }),
    });
  }, [wanted, model, words, list, handle]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return {
    onState: (state) => {
      const { current } = latest;
      // While another model is being put in, the state speaks of the old one.
      if (state.panels.length !== current.panels.length) return;
      const now = partOf(state, current);
      clearTimeout(timer.current);
      if (!current.isComplete) {
        const { cell, p, ch } = live.current;
        live.current = { ...now, cell: now.cell || cell, p, ch: now.ch || ch };
        return;
      }
      live.current = now;
      if (textOf(now) === agreed.current) return;
      timer.current = setTimeout(() => {
        agreed.current = textOf(now);
        latest.current.onPart(now);
        // The address has rounded numbers: from here on the picture is the one that others see.
        handle.current?.dispatch({ type: 'restore', state: stateOf(now, latest.current) });
      }, REST_MS);
    },
  };
}
