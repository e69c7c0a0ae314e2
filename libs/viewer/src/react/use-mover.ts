import { useState, type KeyboardEvent } from 'react';

import type { ViewerStore } from '../interaction/store.ts';
import { stepOf, type MovePanel } from './panel-handle.tsx';

interface Mover {
  /** Undefined where panels stay. */
  readonly onMove: MovePanel | undefined;
  /** Alt with an arrow key moves the active panel. */
  readonly onKey: (event: KeyboardEvent) => void;
  /** What was moved where, for a screen reader. */
  readonly said: string;
}

/** Moves panels by hand and by keys. A handle that has the focus goes along with its panel. */
export function useMover(
  store: ViewerStore,
  stageRef: { readonly current: HTMLElement | null },
  onMove: MovePanel | undefined,
): Mover {
  const [said, setSaid] = useState('');
  const move: MovePanel = (from, to) => {
    const count = store.state.panels.length;
    if (to < 0 || to >= count || from === to) return;
    onMove?.(from, to);
    setSaid(`Panel ${from + 1} is now at place ${to + 1} of ${count}.`);
    if (!document.activeElement?.matches('.viewer-handle')) return;
    stageRef.current?.querySelectorAll<HTMLElement>('.viewer-handle')[to]?.focus();
  };
  return {
    said,
    onMove: onMove && move,
    onKey: (event) => {
      const by = event.altKey ? stepOf(event.key) : 0;
      if (by === 0 || !onMove) return;
      // The browser would go back.
      event.preventDefault();
      const { active } = store.state;
      move(active, active + by);
    },
  };
}
