import { emphasised, type CellTable, type Emphasis } from '../cells/cell-table.ts';
import { cellUnder } from '../cells/cell-facts.ts';
import type { CellLayer, ImageLayer, Panel, Scene } from '../render/scene.ts';
import type { Point, Size } from '../view/view.ts';
import { counterparts, type Counterparts } from './emphasis.ts';
import type { SegmentationIndex, ViewerModel } from './model.ts';
import type { CellRef, FrameOf, PanelState, ViewerState } from './state.ts';
import { viewOfPanel } from './update.ts';

/** Where panels lie, in CSS pixels, and how many screen pixels a CSS pixel has. */
export interface Layout extends Size {
  readonly rects: readonly (Point & Size)[];
  readonly ratio: number;
}

/** The prediction that the truth is compared with: that of the active panel, else the first that is shown; 0 for none. */
export function comparedWith({ panels, active }: ViewerState): SegmentationIndex {
  const shown = [panels[active], ...panels].map((panel) => panel?.segmentation ?? 0);
  return shown.find((index) => index > 0) ?? 0;
}

/** The frame of each panel of a layout. */
export function framesOf({ rects }: Layout, { size }: ViewerModel): FrameOf {
  return (panel) => ({ panel: rects[panel] ?? { width: 1, height: 1 }, image: size });
}

/** The cell under the pointer in a panel; null for none. O(1). */
export function hovered(model: ViewerModel, state: ViewerState, layout: Layout): CellRef | null {
  const { pointer } = state;
  const segmentation = pointer && state.panels[pointer.panel]?.segmentation;
  return pointer && typeof segmentation === 'number' ? cellIn(model, state, { layout, ...pointer }) : null;
}

/** A place in a panel. */
export interface Place {
  readonly layout: Layout;
  readonly panel: number;
  readonly point: Point;
}

/** The cell of a panel's segmentation at a place; null for none. O(1). */
export function cellIn(model: ViewerModel, state: ViewerState, { layout, panel, point }: Place): CellRef | null {
  const segmentation = state.panels[panel]?.segmentation ?? null;
  const labels = segmentation === null ? undefined : model.segmentation(segmentation)?.labels;
  if (segmentation === null || !labels) return null;
  const frameOf = framesOf(layout, model);
  const shown = { view: viewOfPanel(state, panel, frameOf), panel: frameOf(panel).panel };
  const cell = cellUnder(labels, shown, point);
  return cell > 0 ? { segmentation, cell } : null;
}

interface Shown {
  readonly model: ViewerModel;
  readonly state: ViewerState;
  readonly panel: PanelState;
  /** The cell under the pointer. */
  readonly over: CellRef | null;
}

/** Makes scenes. What did not change since the last one stays the same object, so that it is not drawn or sent again. */
export class Composer {
  readonly #kept = new Map<string, object>();
  readonly #tables = new Map<string, { readonly from: CellTable; readonly which: string; readonly made: CellTable }>();

  /** Everything on the canvas, in screen pixels. */
  scene(model: ViewerModel, state: ViewerState, layout: Layout): Scene {
    const { ratio } = layout;
    const frameOf = framesOf(layout, model);
    const over = hovered(model, state, layout);
    const panels = state.panels.flatMap((panel, k) => {
      const rect = layout.rects[k];
      if (!rect) return [];
      const view = viewOfPanel(state, k, frameOf);
      const parts: Panel = {
        rect: this.#same(`rect ${k}`, onScreen(rect, ratio)),
        view: this.#same(`view ${k}`, { ...view, scale: view.scale * ratio }),
        size: model.size,
        image: this.#image(k, model, panel),
        layers: this.#same(`layers ${k}`, this.#layers(k, { model, state, panel, over })),
      };
      return [this.#same(`panel ${k}`, parts)];
    });
    const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    return { width, height, unit: Math.max(1, Math.round(ratio)), panels };
  }

  #image(k: number, { data, channels }: ViewerModel, panel: PanelState): ImageLayer | undefined {
    if (!data.image) return undefined;
    const shown = (panel.channels ?? channels).filter(({ hidden = false }) => !hidden);
    return this.#same(`image ${k}`, { samples: data.image, channels: this.#same(`channels ${k}`, shown) });
  }

  #layers(k: number, shown: Shown): CellLayer[] {
    const { model, panel } = shown;
    const stands = panel.selection ? counterparts(model, panel.selection, panel.segmentation) : NONE;
    return [this.#own(k, shown, stands.own), this.#truthOver(k, shown, stands.truth)].filter(
      (each) => each !== undefined,
    );
  }

  #own(k: number, { model, state, panel, over }: Shown, selected: readonly number[]): CellLayer | undefined {
    const index = panel.segmentation;
    const own = index === null ? undefined : model.segmentation(index);
    if (index === null || !own) return undefined;
    const table = model.table(index, state.mode, index === 0 ? comparedWith(state) : 0);
    const hover = over?.segmentation === index ? over.cell : 0;
    return this.#same(`own ${k}`, {
      labels: own.labels,
      table: this.#emphasised(`own ${k}`, table, { selected, hovered: hover }),
      fill: state.masks ? state.fill : 0,
      line: state.outlines ? state.line : 0,
    });
  }

  /** The truth's outlines over another segmentation: of all cells, or of the selected one. */
  #truthOver(k: number, { model, state, panel }: Shown, selected: readonly number[]): CellLayer | undefined {
    const { truth } = model.data;
    const all = state.truthOutlines;
    if (!truth || panel.segmentation === 0 || (!all && selected.length === 0)) return undefined;
    const table = model.outlines(panel.segmentation ?? 0, all ? 'all' : selected);
    return this.#same(`truth ${k}`, {
      labels: truth.labels,
      table: this.#emphasised(`truth ${k}`, table, { selected: all ? selected : [], hovered: 0 }),
      fill: 0,
      line: Math.max(1, state.line),
    });
  }

  #emphasised(key: string, from: CellTable, emphasis: Required<Emphasis>): CellTable {
    const which = JSON.stringify(emphasis);
    const kept = this.#tables.get(key);
    if (kept?.from === from && kept.which === which) return kept.made;
    const made = emphasised(from, emphasis);
    this.#tables.set(key, { from, which, made });
    return made;
  }

  /** The object of the last scene, where all of its parts are the same. */
  #same<T extends object>(key: string, parts: T): T {
    const kept = this.#kept.get(key) as T | undefined;
    const names = Object.keys(parts) as (keyof T)[];
    if (
      kept &&
      names.length === Object.keys(kept).length &&
      names.every((name) => Object.is(kept[name], parts[name]))
    ) {
      return kept;
    }
    this.#kept.set(key, parts);
    return parts;
  }
}

const NONE: Counterparts = { own: [], truth: [] };

function onScreen({ x, y, width, height }: Point & Size, ratio: number): Point & Size {
  const [left, top] = [Math.round(x * ratio), Math.round(y * ratio)];
  return {
    x: left,
    y: top,
    width: Math.round((x + width) * ratio) - left,
    height: Math.round((y + height) * ratio) - top,
  };
}
