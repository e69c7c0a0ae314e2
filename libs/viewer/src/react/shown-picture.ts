import type { ViewerStore } from '../interaction/store.ts';
import { viewOfPanel } from '../interaction/update.ts';
import type { Panel } from '../render/scene.ts';
import type { Point, Size } from '../view/view.ts';

/** The picture of a viewer, in CSS pixels. */
export interface ShownPicture extends Size {
  /** Screen pixels of a CSS pixel. */
  readonly ratio: number;
  readonly panels: readonly ShownPanel[];
}

/** One panel of a picture. */
export interface ShownPanel extends Point, Size {
  /** What it shows; null for the image alone. */
  readonly name: string | null;
  /** CSS pixels of an image pixel. */
  readonly scale: number;
  /** What was drawn in it, in screen pixels. */
  readonly drawn: Panel;
}

/** What a viewer shows now, and where. */
export function pictureOf(store: ViewerStore): ShownPicture {
  const { layout, state, model, frameOf } = store;
  const scene = store.scene();
  const panels = state.panels.flatMap(({ segmentation }, k): ShownPanel[] => {
    const rect = layout.rects[k];
    const drawn = scene.panels[k];
    if (!rect || !drawn) return [];
    const { x, y, width, height } = rect;
    const name = segmentation === null ? null : (model.segmentation(segmentation)?.name ?? null);
    return [{ x, y, width, height, name, scale: viewOfPanel(state, k, frameOf).scale, drawn }];
  });
  return { width: layout.width, height: layout.height, ratio: layout.ratio, panels };
}
