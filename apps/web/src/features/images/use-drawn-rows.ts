import { useEffect, useState } from 'react';

/** From which row to which, both included. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds between two steps: a frame. */
const STEP_MS = 16;
/** Milliseconds that a page is scrolled no further before rows are drawn of which none was in sight before. */
const REST_MS = 80;

/**
 * The rows that are drawn with their images, of those in sight. The others are drawn empty: rows that come into sight
 * get their images a few at a time, and those that fly past never do.
 */
export function useDrawnRows(from: number, to: number): Rows {
  const [drawn, setDrawn] = useState<Rows>({ from, to });
  // At first nothing is in sight: what comes then is drawn at once.
  const [isFirst, setFirst] = useState(to < from);
  if (isFirst && to >= from) {
    setFirst(false);
    setDrawn({ from, to });
  }
  const next = nextDrawn(drawn, { from, to });
  const [nextFrom, nextTo] = [next.from, next.to];
  const isDone = nextFrom === drawn.from && nextTo === drawn.to;
  const isApart = !overlaps(drawn, { from, to });
  useEffect(() => {
    if (isDone) return undefined;
    const timer = setTimeout(
      () => {
        setDrawn({ from: nextFrom, to: nextTo });
      },
      isApart ? REST_MS : STEP_MS,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [isDone, isApart, nextFrom, nextTo]);
  return drawn;
}

const overlaps = (a: Rows, b: Rows): boolean => a.from <= b.to && b.from <= a.to;

/** What is drawn next: a row more at each end until all in sight are, or else the row in the middle. */
export function nextDrawn(drawn: Rows, shown: Rows): Rows {
  if (shown.to < shown.from) return drawn;
  if (!overlaps(drawn, shown)) {
    const middle = Math.floor((shown.from + shown.to) / 2);
    return { from: middle, to: middle };
  }
  return { from: Math.max(shown.from, drawn.from - 1), to: Math.min(shown.to, drawn.to + 1) };
}
