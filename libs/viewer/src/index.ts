export {
  clampView,
  fitView,
  LARGEST_SCALE,
  pan,
  scaleRange,
  toImage,
  toScreen,
  viewOf,
  zoom,
  type Frame,
  type Point,
  type Size,
  type View,
  type Zoom,
} from './view/view.ts';
export { scaleBar, type ScaleBar, type ScaleBarInput } from './view/scale-bar.ts';

export { layoutOf, LONGEST_SIDE, type ImageSamples, type SampleArray } from './image/image-samples.ts';
export { fullLimits, histogramOf, percentileLimits, type Histogram, type Limits } from './image/histogram.ts';
export { COLOUR_MAPS, colourMap, type ColourMap, type ColourMapName } from './image/colour-map.ts';
export {
  CHANNEL_COLOURS,
  defaultChannels,
  MOST_CHANNELS,
  type ChannelDisplay,
  type ImageMeaning,
} from './image/channels.ts';

export {
  Agreement,
  type AgreementAt,
  type AgreementCounts,
  type CandidatePairs,
  type CellAreas,
  type CellsAt,
} from './cells/agreement.ts';
export {
  cellAt,
  cellBox,
  cellFacts,
  cellUnder,
  type CellFacts,
  type FactsInput,
  type ShownAt,
  type PixelSize,
} from './cells/cell-facts.ts';
export {
  cellTable,
  emphasised,
  FLAGS,
  STATUS_BITS,
  type CellTable,
  type ColourMode,
  type Emphasis,
  type TableInput,
  type TableLook,
} from './cells/cell-table.ts';
export {
  colourPrediction,
  colourTruth,
  type CellColours,
  type PossibleMatches,
  type TakenColours,
} from './cells/colour-cells.ts';
export { disagreements, type Disagreement } from './cells/disagreements.ts';
export { neighboursOf, type Neighbours } from './cells/neighbours.ts';
export { type Slices } from './cells/steps.ts';
export { paletteColour } from './cells/palette.ts';
export { LOOKS, STATUSES, type CellStatus, type StatusLook } from './cells/status.ts';

export { CanvasRenderer } from './render/canvas-renderer.ts';
export { paintPanel } from './render/paint-panel.ts';
export type { Renderer } from './render/renderer.ts';
export { MOST_LAYERS, type CellLayer, type ImageLayer, type Panel, type Scene } from './render/scene.ts';
export { WebglRenderer, type WebglOptions } from './render/webgl/webgl-renderer.ts';
export { Surface, type SurfaceOptions } from './render/surface.ts';

export { bindInput, type InputEvents } from './interaction/bind-input.ts';
export { Composer, type Layout, type PanelRect } from './interaction/compose.ts';
export { counterparts, outcomeInWords, type Counterparts } from './interaction/emphasis.ts';
export { gridLayout, swipeLayout, type GridInput, type SwipeInput } from './interaction/grid-layout.ts';
export { ViewerModel } from './interaction/model.ts';
export type { RegionMap, Segmentation, SegmentationIndex, ViewerData } from './interaction/viewer-data.ts';
export { ModelAt, type OutlinedCells } from './interaction/model-at.ts';
export { cellInWords } from './interaction/readout.ts';
export {
  initialState,
  type CellRef,
  type FrameOf,
  type LockName,
  type Look,
  type PanelState,
  type ViewerAction,
  type ViewerState,
} from './interaction/state.ts';
export { ViewerStore, type StoreOptions } from './interaction/store.ts';
