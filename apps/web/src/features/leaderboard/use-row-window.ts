import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

/** Below this all rows are drawn: the browser's own search and printing then find every one. */
const wholeUpTo = 150;
const rowHeight = 65;

/** The rows to draw, and the room that the others take above and below. */
export interface RowWindow {
  readonly first: number;
  /** The row after the last one to draw. */
  readonly end: number;
  /** In CSS pixels. */
  readonly above: number;
  readonly below: number;
  /** To be called with each row that is drawn, so that its true height is known. */
  readonly measure: ((row: Element | null) => void) | undefined;
}

/** Chooses which of many rows are drawn: all where there are few, else those in sight and some around them. */
export function useRowWindow(count: number, scroller: RefObject<HTMLElement | null>): RowWindow {
  const enabled = count > wholeUpTo;
  // eslint-disable-next-line react-hooks/incompatible-library -- warns users of the React Compiler, which is not in use
  const virtualizer = useVirtualizer({
    count,
    enabled,
    overscan: 12,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
  });
  const items = virtualizer.getVirtualItems();
  const [top] = items;
  const bottom = items.at(-1);
  if (!enabled || !top || !bottom)
    return { first: 0, end: enabled ? 0 : count, above: 0, below: 0, measure: undefined };
  return {
    first: top.index,
    end: bottom.index + 1,
    above: top.start,
    below: virtualizer.getTotalSize() - bottom.end,
    measure: virtualizer.measureElement,
  };
}
