import { gridLayout } from '../interaction/grid-layout.ts';
import type { Size } from '../view/view.ts';

/** How many panels side by side make them largest: most images are about as wide as they are high. */
export function bestColumns(area: Size, panels: number): number {
  const side = (columns: number): number => {
    const { width = 0, height = 0 } = gridLayout({ area, panels, columns, ratio: 1 }).rects[0] ?? {};
    return Math.min(width, height);
  };
  let best = 1;
  for (let columns = 2; columns <= panels; columns++) if (side(columns) > side(best)) best = columns;
  return best;
}
