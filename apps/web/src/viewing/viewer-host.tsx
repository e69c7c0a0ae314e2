import type { CellRef } from '@cellboard/viewer';
import { Viewer, type ViewerHandle } from '@cellboard/viewer/react';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import { stateOf, type Shown, type ViewPart } from './view-state.ts';
import { WrittenView } from './written-view.ts';
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

/** A viewer whose address says how it looks: it is written when the view rests, and followed when it changes. */
export function ViewerHost(props: ViewerHostProps): ReactNode {
  const { model, words, panels, part, threshold, label, arrangement, columns, className = '', handle } = props;
  const [initial] = useState(() => stateOf(part, { model, words, panels }));
  const host = useRef<HTMLDivElement>(null);
  const written = useWritten(props, host);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const selected = useRef<CellRef>(null);
  return (
    <div ref={host} className={`viewer-host ${className}`}>
      <Viewer
        ref={handle}
        model={model}
        threshold={threshold}
        label={label}
        initial={initial}
        arrangement={arrangement}
        columns={columns}
        onState={(state) => {
          written.report(state);
          const selection = state.panels[state.active]?.selection ?? null;
          if (selection === selected.current) return;
          selected.current = selection;
          latest.current.onSelection(selection);
        }}
        onMove={props.onMove}
        onImage={(by) => latest.current.onImage?.(by)}
        onRenderer={(kind) => latest.current.onRenderer?.(kind)}
      />
    </div>
  );
}

/** Keeps the address and the viewer alike for as long as both are on the page. */
function useWritten(props: ViewerHostProps, host: { readonly current: HTMLElement | null }): WrittenView {
  const { model, words, panels, part, handle } = props;
  const [written] = useState(() => new WrittenView(part));
  useLayoutEffect(() => {
    written.update({ ...props, restore: (state) => handle.current?.dispatch({ type: 'restore', state }) });
  });
  const [wanted, list] = [JSON.stringify(part), panels.join()];
  useLayoutEffect(() => {
    written.follow();
  }, [written, wanted, model, words, list]);
  useEffect(() => {
    const onGot = ({ target }: Event): void => {
      if (target instanceof Node && host.current?.contains(target) === true) written.hold(true);
    };
    const onLost = (): void => {
      written.hold(false);
    };
    document.addEventListener('gotpointercapture', onGot);
    // Also of elements that are gone.
    document.addEventListener('lostpointercapture', onLost);
    return () => {
      document.removeEventListener('gotpointercapture', onGot);
      document.removeEventListener('lostpointercapture', onLost);
      written.stop();
    };
  }, [host, written]);
  return written;
}
