import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

import type { ViewerStore } from '../interaction/store.ts';
import { useStore } from './use-store.ts';

/** Asks the page to put the panel at one place to another. */
export type MovePanel = (from: number, to: number) => void;

/** How many places an arrow key moves a panel by; 0 for other keys. */
export const stepOf = (key: string): number => ({ ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 })[key] ?? 0;

interface PanelHandleProps {
  store: ViewerStore;
  panel: number;
  onMove: MovePanel;
}

/** Moves a panel to another place: drag it there, or use the arrow keys. */
export function PanelHandle({ store, panel, onMove }: PanelHandleProps) {
  const panels = useStore(store, ({ state }) => state.panels.length);
  const button = useRef<HTMLButtonElement>(null);
  const [isDragged, setDragged] = useState(false);
  /** The panel under the pointer; the own one where there is none. */
  const under = ({ clientX, clientY }: PointerEvent): number => {
    const { left, top } = button.current!.closest('.viewer-stage')!.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top];
    const found = store.layout.rects.findIndex(
      (rect) => x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height,
    );
    return found < 0 ? panel : found;
  };
  const drag = (event: PointerEvent) => {
    if (isDragged) markTarget(button.current!, under(event));
  };
  const end = (event: PointerEvent | null) => {
    if (!isDragged) return;
    setDragged(false);
    markTarget(button.current!, -1);
    const to = event ? under(event) : panel;
    if (to !== panel) onMove(panel, to);
  };
  return (
    <button
      ref={button}
      type="button"
      className="viewer-handle"
      aria-label={`Move panel ${panel + 1} of ${panels}: drag it, or press an arrow key`}
      title="Drag to another place, or press an arrow key"
      data-dragged={isDragged || undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(true);
      }}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={() => {
        end(null);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        const by = stepOf(event.key);
        if (by === 0 || event.altKey) return;
        event.preventDefault();
        onMove(panel, panel + by);
      }}
    >
      <svg viewBox="0 0 12 16" width="10" height="14" aria-hidden="true" fill="currentColor">
        {[3, 8, 13].flatMap((y) => [3, 9].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.4" />))}
      </svg>
    </button>
  );
}

/** Shows where a dragged panel would be put. */
function markTarget(button: HTMLElement, target: number): void {
  const frames = button.closest('.viewer-stage')!.querySelectorAll('.viewer-panel');
  frames.forEach((frame, k) => frame.toggleAttribute('data-target', k === target));
}
