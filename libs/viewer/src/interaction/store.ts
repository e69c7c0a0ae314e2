import { cellBox, cellFacts, type CellFacts } from '../cells/cell-facts.ts';
import { disagreements, type Disagreement } from '../cells/disagreements.ts';
import type { Scene } from '../render/scene.ts';
import { viewOf, type View } from '../view/view.ts';
import { cellIn, comparedWith, Composer, framesOf, hovered, type Layout, type Place } from './compose.ts';
import { between, GLIDE_MS } from './glide.ts';
import type { ModelAt } from './model-at.ts';
import type { ViewerModel } from './model.ts';
import { forImage, initialState, type CellRef, type FrameOf, type ViewerAction, type ViewerState } from './state.ts';
import { update, viewOfPanel } from './update.ts';

/** What a store takes from where it runs. */
export interface StoreOptions {
  /** Whether views jump instead of gliding. */
  readonly reducedMotion: () => boolean;
}

/** What moves an image. */
const moves = new Set<ViewerAction['type']>(['pan', 'zoom', 'view', 'restore']);

/** A view that glides to another. */
interface Glide {
  readonly panel: number;
  readonly from: View;
  readonly to: View;
  readonly start: number;
}

/**
 * The model, the state and the layout of one viewer, and everything that changes them. Knows of no page: draw
 * `scene()` in the next frame whenever a subscriber is called.
 */
export class ViewerStore {
  readonly #options: StoreOptions;
  readonly #composer = new Composer();
  readonly #listeners = new Set<() => void>();
  #model: ViewerModel;
  #state: ViewerState;
  #layout: Layout = { width: 1, height: 1, rects: [], ratio: 1 };
  #glide: Glide | undefined;
  #threshold = 0.5;
  /** Undefined where it was not looked up since the last change. */
  #hovered: CellRef | null | undefined;
  #visited: { readonly of: ModelAt; readonly at: readonly Disagreement[]; next: number } | undefined;

  constructor(model: ViewerModel, state: ViewerState | undefined, options: StoreOptions) {
    this.#model = model;
    this.#state = state ?? initialState(model.segmentations.map(({ index }) => index));
    this.#options = options;
  }

  get model(): ViewerModel {
    return this.#model;
  }

  get state(): ViewerState {
    return this.#state;
  }

  /** The IoU from which on cells are matched. */
  get threshold(): number {
    return this.#threshold;
  }

  /** The model at the threshold. */
  get at(): ModelAt {
    return this.#model.at(this.#threshold);
  }

  get layout(): Layout {
    return this.#layout;
  }

  get frameOf(): FrameOf {
    return framesOf(this.#layout, this.#model);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Does one thing after the other, and reports once. */
  readonly dispatch = (...actions: readonly ViewerAction[]): void => {
    const { frameOf } = this;
    let state = this.#state;
    for (const action of actions) {
      // A hand on the image ends what moves by itself.
      if (moves.has(action.type)) this.#glide = undefined;
      state = update(state, action, frameOf);
    }
    this.#set(state);
  };

  /** Shows another image or other segmentations, at the same threshold. */
  setModel(model: ViewerModel): void {
    const before = this.#model;
    if (model === before) return;
    const same = model.data.image !== undefined && model.data.image === before.data.image;
    const resized = model.size.width !== before.size.width || model.size.height !== before.size.height;
    const segmentations = model.segmentations.map(({ index }) => index);
    this.#state = forImage(this.#state, { same, resized, segmentations });
    this.#model = model;
    if (!same) this.#glide = undefined;
    this.#changed();
  }

  setLayout(layout: Layout): void {
    this.#layout = layout;
    this.#changed();
  }

  /**
   * Matches cells anew: colours, lines and counts follow.
   *
   * @throws RangeError if the threshold is not above 0 and at most 1
   */
  setThreshold(threshold: number): void {
    if (threshold === this.#threshold) return;
    // Throws before anything changes.
    this.#model.at(threshold);
    this.#threshold = threshold;
    this.#changed();
  }

  /** What is drawn now. */
  scene(now = performance.now()): Scene {
    this.#step(now);
    return this.#composer.scene(this.at, this.#state, this.#layout);
  }

  /** The cell under the pointer; null for none. The same object until something changes. */
  get hovered(): CellRef | null {
    if (this.#hovered === undefined) this.#hovered = hovered(this.#model, this.#state, this.#layout);
    return this.#hovered;
  }

  cellIn(place: Omit<Place, 'layout'>): CellRef | null {
    return cellIn(this.#model, this.#state, { layout: this.#layout, ...place });
  }

  /** What is known of a cell; null where there is no such cell. */
  facts({ segmentation, cell }: CellRef): CellFacts | null {
    const found = this.#model.segmentation(segmentation);
    if (!found || !(cell >= 1 && cell <= found.labels.cellCount)) return null;
    const cells = this.at.cells(segmentation, comparedWith(this.#state));
    return cellFacts({ labels: found.labels, cells, pixelSize: this.#model.data.pixelSize }, cell);
  }

  /** Selects a cell in the active panel and moves to it. */
  goTo(cell: CellRef): void {
    const labels = this.#model.segmentation(cell.segmentation)?.labels;
    if (!labels || this.facts(cell) === null) return;
    const panel = this.#state.active;
    this.dispatch({ type: 'select', panel, cell });
    this.#glideTo(viewOf(cellBox(labels, cell.cell), this.frameOf(panel)));
  }

  /**
   * Goes to the next cell on which predictions disagree, the largest disagreement first, then from the start.
   *
   * @returns the cell; null where there is none
   */
  nextDisagreement(): CellRef | null {
    if (this.#visited?.of !== this.at) {
      this.#visited = { of: this.at, at: disagreements(this.at.agreements), next: 0 };
    }
    const { at, next } = this.#visited;
    const found = at[next];
    if (!found) return null;
    this.#visited.next = (next + 1) % at.length;
    const segmentation = found.of === 'truth' ? 0 : found.prediction + 1;
    const ref = { segmentation, cell: found.cell };
    this.goTo(ref);
    return ref;
  }

  #glideTo(to: View): void {
    const panel = this.#state.active;
    const from = viewOfPanel(this.#state, panel, this.frameOf);
    if (this.#options.reducedMotion()) {
      this.dispatch({ type: 'view', panel, view: to });
      return;
    }
    this.#glide = { panel, from, to, start: performance.now() };
    this.#changed();
  }

  #step(now: number): void {
    if (!this.#glide) return;
    const { panel, from, to, start } = this.#glide;
    const share = (now - start) / GLIDE_MS;
    if (share >= 1) this.#glide = undefined;
    const view = between(from, to, Math.max(0, share));
    this.#set(update(this.#state, { type: 'view', panel, view }, this.frameOf));
  }

  #set(state: ViewerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed();
  }

  #changed(): void {
    this.#hovered = undefined;
    for (const listener of this.#listeners) listener();
  }
}
