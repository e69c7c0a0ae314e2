import type { View } from '../view/view.ts';

/** Milliseconds from one view to another. */
export const GLIDE_MS = 220;

/**
 * A view on the way from one to another. The scale changes by equal factors, so that it looks even.
 *
 * @param share 0 at the start, 1 at the end
 */
export function between(from: View, to: View, share: number): View {
  if (share >= 1) return to;
  const eased = share * share * (3 - 2 * share);
  return {
    x: from.x + (to.x - from.x) * eased,
    y: from.y + (to.y - from.y) * eased,
    scale: from.scale * (to.scale / from.scale) ** eased,
  };
}
