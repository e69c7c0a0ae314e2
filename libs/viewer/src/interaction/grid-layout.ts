import type { Size } from '../view/view.ts';
import type { Layout } from './compose.ts';

/** CSS pixels between panels. */
const GAP = 4;

/** What is laid out. */
export interface GridInput {
  readonly area: Size;
  readonly panels: number;
  /** As square as possible where left out. */
  readonly columns?: number | undefined;
  /** Screen pixels of a CSS pixel. */
  readonly ratio: number;
}

/** Panels of equal size in rows; sizes are whole CSS pixels. */
export function gridLayout({ area, panels, columns, ratio }: GridInput): Layout {
  const across = Math.max(1, Math.min(panels, columns ?? Math.ceil(Math.sqrt(panels))));
  const down = Math.max(1, Math.ceil(panels / across));
  const width = Math.max(1, Math.floor((area.width - GAP * (across - 1)) / across));
  const height = Math.max(1, Math.floor((area.height - GAP * (down - 1)) / down));
  const rects = Array.from({ length: panels }, (_, k) => ({
    x: (k % across) * (width + GAP),
    y: Math.floor(k / across) * (height + GAP),
    width,
    height,
  }));
  return { ...area, rects, ratio };
}

/** What is laid over each other. */
export interface SwipeInput {
  readonly area: Size;
  /** Where the divider is, 0 to 1. */
  readonly share: number;
  /** Screen pixels of a CSS pixel. */
  readonly ratio: number;
}

/** Two panels that show the same place, one to the left of a divider and one to the right. */
export function swipeLayout({ area, share, ratio }: SwipeInput): Layout {
  const { width, height } = area;
  const divider = Math.round(share * width);
  const frame = { x: 0, y: 0, width: Math.max(1, width), height: Math.max(1, height) };
  const rects = [
    { x: 0, y: 0, width: divider, height, frame },
    { x: divider, y: 0, width: width - divider, height, frame },
  ];
  return { ...area, rects, ratio };
}
