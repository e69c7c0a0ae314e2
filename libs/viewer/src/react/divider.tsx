import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

import type { ViewerStore } from '../interaction/store.ts';
import { useStore } from './use-store.ts';

interface DividerProps {
  store: ViewerStore;
  /** 0 at the left edge, 1 at the right one. */
  share: number;
  onChange: (share: number) => void;
}

/** How far an arrow key moves it. */
const STEP = 0.05;

/** The line between two panels that lie over each other: it is dragged, or moved by the arrow keys. */
export function Divider({ store, share, onChange }: DividerProps) {
  const width = useStore(store, ({ layout }) => layout.width);
  const dragged = useRef(false);
  const move = (to: number) => {
    onChange(Math.min(1, Math.max(0, to)));
  };
  const follow = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) => {
    const stage = currentTarget.parentElement?.getBoundingClientRect();
    if (dragged.current && stage) move((clientX - stage.left) / Math.max(1, stage.width));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: 0, End: 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return (
    <div
      className="viewer-divider"
      role="slider"
      tabIndex={0}
      aria-label="Divider between the two panels"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={`${Math.round(share * 100)} % left panel`}
      style={{ left: share * width }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        dragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={follow}
      onLostPointerCapture={() => {
        dragged.current = false;
      }}
    />
  );
}
