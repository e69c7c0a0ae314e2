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
  type PixelSize,
} from './cells/cell-facts.ts';
export {
  cellTable,
  emphasised,
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
export { paletteColour } from './cells/palette.ts';
export { LOOKS, STATUSES, type CellStatus, type StatusLook } from './cells/status.ts';

export { CanvasRenderer } from './render/canvas-renderer.ts';
export { paintPanel } from './render/paint-panel.ts';
export type { Renderer } from './render/renderer.ts';
export { MOST_LAYERS, type CellLayer, type ImageLayer, type Panel, type Scene } from './render/scene.ts';
export { WebglRenderer, type WebglOptions } from './render/webgl/webgl-renderer.ts';
