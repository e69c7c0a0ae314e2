export { adaptiveThreshold } from './adaptive-threshold.ts';
export type { Baseline, CellImage, Citation } from './baseline.ts';
export { baselines, findBaseline } from './baselines.ts';
export { toCellImage, type DecodedPixels } from './cell-image.ts';
export { globalThreshold } from './global-threshold.ts';
export { logWatershed } from './log-watershed.ts';
export { otsuWatershed } from './otsu-watershed.ts';
