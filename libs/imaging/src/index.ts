export { decodeImage, decodeMeasured } from './display/decode-image.ts';
export type { DisplayImage } from './display/display-image.ts';
export { ALIKE_BITS, fingerprintOf, hashDistance, type Fingerprint } from './display/fingerprint.ts';
export { encodeOverlay, type OverlayStyle } from './display/overlay.ts';
export { encodeThumbnail } from './display/thumbnail.ts';
export {
  DECODING_LIMITS,
  DecodingPool,
  FileRefusal,
  type DecodingLimits,
  type DecodingPoolOptions,
  type RefusalCode,
} from './inspection/decoding-pool.ts';
export { cellFigures, type CellFigures } from './measures/cell-figures.ts';
export { FIGURES_VERSION, type Intensities, type PictureFigures } from './measures/picture-figures.ts';
export { inspectFiles, type InspectFilesOptions } from './inspection/inspect-files.ts';
export type {
  Conversion,
  Converted,
  ImageFacts,
  ImageHead,
  LabelFacts,
  MaskFacts,
  SampleFacts,
} from './inspection/tasks.ts';
export type { SetPlace, SetQuestion } from './inspection/set-tasks.ts';
