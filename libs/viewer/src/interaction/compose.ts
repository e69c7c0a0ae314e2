import { emphasised, type CellTable, type Emphasis } from '../cells/cell-table.ts';
import { cellUnder } from '../cells/cell-facts.ts';
import type { CellLayer, ImageLayer, Panel, Scene } from '../render/scene.ts';
import type { Point, Size, View } from '../view/view.ts';
import { counterparts, type Counterparts } from './emphasis.ts';
import type { ComparedModel, ModelAt, OutlinedCells } from './model-at.ts';
import type { SegmentationIndex } from './viewer-data.ts';
import type { CellRef, FrameOf, PanelState, ViewerState } from './state.ts';
import { viewOfPanel } from './update.ts';

/** Where a panel lies, in CSS pixels. */
export interface PanelRect extends Point, Size {
  /** What it is a part of, where panels lie over each other: views and points belong to the whole. */
  readonly frame?: Point & Size;
}

/** Where panels lie, in CSS pixels, and how many screen pixels a CSS pixel has. */
export interface Layout extends Size {
  readonly rects: readonly PanelRect[];
  readonly ratio: number;
}

/** The prediction that the truth is compared with: that of the active panel, else the first that is shown; 0 for none. */
export function comparedWith({ panels, active }: ViewerState): SegmentationIndex {
  const shown = [panels[active], ...panels].map((panel) => panel?.segmentation ?? 0);
  return shown.find((index) => index > 0) ?? 0;
}

/** The frame of each panel of a layout. */
export function framesOf({ rects }: Layout, { size }: ComparedModel): FrameOf {
  return (panel) => ({ panel: rects[panel]?.frame ?? rects[panel] ?? { width: 1, height: 1 }, image: size });
}

/** The view of a panel's own rectangle, where the panel is a part of a frame. */
function viewInRect({ frame, ...rect }: PanelRect, view: View): View {
  if (!frame) return view;
  return {
    x: view.x + (rect.x + rect.width / 2 - frame.x - frame.width / 2) / view.scale,
    y: view.y + (rect.y + rect.height / 2 - frame.y - frame.height / 2) / view.scale,
    scale: view.scale,
  };
}

/** The cell under the pointer in a panel; null for none. O(1). */
export function hovered(model: ComparedModel, state: ViewerState, layout: Layout): CellRef | null {
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
export function cellIn(model: ComparedModel, state: ViewerState, { layout, panel, point }: Place): CellRef | null {
  const segmentation = state.panels[panel]?.segmentation ?? null;
  const labels = segmentation === null ? undefined : model.segmentation(segmentation)?.labels;
  if (segmentation === null || !labels) return null;
  const frameOf = framesOf(layout, model);
  const shown = {
    view: viewOfPanel(state, panel, frameOf),
    panel: frameOf(panel).panel,
    ratio: layout.ratio,
  };
  const cell = cellUnder(labels, shown, point);
  return cell > 0 ? { segmentation, cell } : null;
}

interface Shown {
  readonly at: ModelAt;
  readonly state: ViewerState;
  readonly panel: PanelState;
  /** The cell under the pointer. */
  readonly over: CellRef | null;
}

/** A table with some cells emphasised, and what it was made of. */
interface Emphasised {
  readonly from: CellTable;
  readonly which: string;
  readonly made: CellTable;
}

/**
 * Makes scenes. What did not change since the last one stays the same object, so that it is not drawn or sent again.
 * Nothing that was not in the last scene is kept.
 */
export class Composer {
  #kept = new Map<string, object>();
  #tables = new Map<string, Emphasised>();
  /** What the scene that is being made consists of. */
  #next = { kept: new Map<string, object>(), tables: new Map<string, Emphasised>() };

  /** Everything on the canvas, in screen pixels. */
  scene(at: ModelAt, state: ViewerState, layout: Layout): Scene {
    const { model } = at;
    const { ratio } = layout;
    this.#next = { kept: new Map(), tables: new Map() };
    const frameOf = framesOf(layout, model);
    const over = hovered(model, state, layout);
    const panels = state.panels.flatMap((panel, k) => {
      const rect = layout.rects[k];
      if (!rect) return [];
      const view = viewInRect(rect, viewOfPanel(state, k, frameOf));
      const parts: Panel = {
        rect: this.#same(`rect ${k}`, onScreen(rect, ratio)),
        view: this.#same(`view ${k}`, { ...view, scale: view.scale * ratio }),
        size: model.size,
        image: this.#image(k, model, panel),
        layers: this.#same(`layers ${k}`, this.#layers(k, { at, state, panel, over })),
      };
      return [this.#same(`panel ${k}`, parts)];
    });
    this.#kept = this.#next.kept;
    this.#tables = this.#next.tables;
    const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    return { width, height, unit: Math.max(1, Math.round(ratio)), panels };
  }

  #image(k: number, { data, channels }: ComparedModel, panel: PanelState): ImageLayer | undefined {
    if (!data.image) return undefined;
    const shown = (panel.channels ?? channels).filter(({ hidden = false }) => !hidden);
    return this.#same(`image ${k}`, { samples: data.image, channels: this.#same(`channels ${k}`, shown) });
  }

  #layers(k: number, shown: Shown): CellLayer[] {
    const { at, panel } = shown;
    const stands = panel.selection ? counterparts(at, panel.selection, panel.segmentation) : NONE;
    const layers = [this.#own(k, shown, stands.own), this.#truthOver(k, shown, stands.truth), this.#ignored(k, shown)];
    return layers.filter((each) => each !== undefined);
  }

  /** What no score looks at, hatched over what is shown of cells. */
  #ignored(k: number, { at: { model }, state, panel }: Shown): CellLayer | undefined {
    const { ignore } = model.data;
    const table = model.ignoreTable;
    if (!ignore || !table || panel.segmentation === null || !(state.masks || state.outlines)) return undefined;
    return this.#same(`ignored ${k}`, { labels: ignore, table, fill: LEAST_FILL, line: 1 });
  }

  #own(k: number, { at, state, panel, over }: Shown, selected: readonly number[]): CellLayer | undefined {
    const index = panel.segmentation;
    const own = index === null ? undefined : at.model.segmentation(index);
    if (index === null || !own) return undefined;
    const table = at.table(index, state.mode, index === 0 ? comparedWith(state) : 0);
    const hover = over?.segmentation === index ? over.cell : 0;
    return this.#same(`own ${k}`, {
      labels: own.labels,
      table: this.#emphasised(`own ${k}`, table, { selected, hovered: hover }),
      fill: state.masks ? state.fill : 0,
      line: state.outlines ? state.line : 0,
    });
  }

  /** The truth's outlines over another segmentation: of all cells, or of the selected one. */
  #truthOver(k: number, { at, state, panel }: Shown, selected: readonly number[]): CellLayer | undefined {
    const { truth } = at.model.data;
    const outlined = outlinedIn(state, panel.segmentation, selected);
    if (!truth || outlined === null) return undefined;
    const table = at.outlines(panel.segmentation ?? 0, outlined);
    return this.#same(`truth ${k}`, {
      labels: truth.labels,
      table: this.#emphasised(`truth ${k}`, table, { selected: outlined === selected ? [] : selected, hovered: 0 }),
      fill: 0,
      line: Math.max(1, state.line),
    });
  }

  #emphasised(key: string, from: CellTable, emphasis: Required<Emphasis>): CellTable {
    const which = JSON.stringify(emphasis);
    const kept = this.#tables.get(key);
    const isSame = kept?.from === from && kept.which === which;
    const found = isSame ? kept : { from, which, made: emphasised(from, emphasis) };
    this.#next.tables.set(key, found);
    return found.made;
  }

  /** The object of the last scene, where all of its parts are the same. */
  #same<T extends object>(key: string, parts: T): T {
    const kept = this.#kept.get(key) as T | undefined;
    const names = Object.keys(parts) as (keyof T)[];
    const isSame =
      kept && names.length === Object.keys(kept).length && names.every((name) => Object.is(kept[name], parts[name]));
    const found = isSame ? kept : parts;
    this.#next.kept.set(key, found);
    return found;
  }
}

/** The cells of the truth whose outlines lie over a panel; null for none. */
function outlinedIn(
  { truthOutlines, missed }: ViewerState,
  segmentation: SegmentationIndex | null,
  selected: readonly number[],
): OutlinedCells | null {
  if (segmentation === 0) return null;
  if (truthOutlines) return 'all';
  if (missed && segmentation !== null) return { missedAnd: selected };
  return selected.length > 0 ? selected : null;
}

/** Hatching is drawn where cells are filled at all: so little is not seen beside it. */
const LEAST_FILL = 1 / 255;

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
