import type { ColourMode } from '../cells/cell-table.ts';
import type { ChannelDisplay } from '../image/channels.ts';
import type { Frame, Point, View } from '../view/view.ts';
import type { SegmentationIndex } from './viewer-data.ts';

/** A cell of a segmentation, by its number. */
export interface CellRef {
  readonly segmentation: SegmentationIndex;
  readonly cell: number;
}

/** What one panel shows. */
export interface PanelState {
  /** Null: only the image. */
  readonly segmentation: SegmentationIndex | null;
  /** In CSS pixels per image pixel; null: the whole image. */
  readonly view: View | null;
  /** Null: as the image is shown at first. */
  readonly channels: readonly ChannelDisplay[] | null;
  readonly selection: CellRef | null;
}

/** What panels have in common while it is locked. */
export type LockName = 'view' | 'contrast' | 'selection';

/** Where the pointer is, in CSS pixels of a panel. */
export interface PointerPlace {
  readonly panel: number;
  readonly point: Point;
}

/** How a viewer looks: all that a person can change. Plain data. */
export interface ViewerState {
  readonly panels: readonly PanelState[];
  /** The panel that keys act on. */
  readonly active: number;
  readonly locks: Readonly<Record<LockName, boolean>>;
  readonly masks: boolean;
  readonly outlines: boolean;
  /** Whether the truth's outlines are drawn in every panel. */
  readonly truthOutlines: boolean;
  /** Whether cells of the truth that a prediction missed are drawn over it as ghosts. */
  readonly missed: boolean;
  /** 0 to 1. */
  readonly fill: number;
  /** CSS pixels. */
  readonly line: number;
  readonly mode: ColourMode;
  readonly pointer: PointerPlace | null;
}

/** What a person, or a page, does. */
export type ViewerAction =
  | { readonly type: 'pan'; readonly panel: number; readonly by: Point }
  | { readonly type: 'zoom'; readonly panel: number; readonly factor: number; readonly about: Point }
  | { readonly type: 'view'; readonly panel: number; readonly view: View | null }
  | { readonly type: 'select'; readonly panel: number; readonly cell: CellRef | null }
  | { readonly type: 'channels'; readonly panel: number; readonly channels: readonly ChannelDisplay[] | null }
  | { readonly type: 'segmentation'; readonly panel: number; readonly index: SegmentationIndex | null }
  | { readonly type: 'activate'; readonly panel: number }
  | { readonly type: 'pointer'; readonly at: PointerPlace | null }
  | { readonly type: 'lock'; readonly name: LockName; readonly on: boolean }
  | { readonly type: 'look'; readonly look: Partial<Look> }
  | { readonly type: 'restore'; readonly state: ViewerState };

/** What is the same in all panels. */
export type Look = Pick<ViewerState, 'masks' | 'outlines' | 'truthOutlines' | 'missed' | 'fill' | 'line' | 'mode'>;

/** A viewer at first: all locks are on. */
export function initialState(segmentations: readonly (SegmentationIndex | null)[]): ViewerState {
  return {
    panels: segmentations.map((segmentation) => ({ segmentation, view: null, channels: null, selection: null })),
    active: 0,
    locks: { view: true, contrast: true, selection: true },
    masks: true,
    outlines: true,
    truthOutlines: false,
    missed: false,
    fill: 0.35,
    line: 1,
    mode: 'cell',
    pointer: null,
  };
}

/** What of a state depends on the image that is looked at. */
export interface ImageChange {
  /** Whether it is the same image with other segmentations. */
  readonly same: boolean;
  /** Whether the new image has another size, so that views do not fit it. */
  readonly resized: boolean;
  /** Segmentations that the new model has. */
  readonly segmentations: readonly SegmentationIndex[];
}

/**
 * The state for another image: nothing is selected, contrast is as at first, and a panel whose segmentation is not
 * there shows the image. The view stays where the size is the same. Where only the segmentations are others, contrast
 * and a selected cell of the truth stay, too.
 */
export function forImage(state: ViewerState, { same, resized, segmentations }: ImageChange): ViewerState {
  const panels = state.panels.map(({ segmentation, view, channels, selection }) => ({
    segmentation: segmentation !== null && segmentations.includes(segmentation) ? segmentation : null,
    view: resized ? null : view,
    channels: same ? channels : null,
    selection: same && selection?.segmentation === 0 ? selection : null,
  }));
  return { ...state, panels, pointer: null };
}

/** Size of a panel and of the image, in CSS pixels and image pixels. */
export type FrameOf = (panel: number) => Frame;
