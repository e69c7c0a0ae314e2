export { adaptiveThreshold } from './adaptive-threshold.ts';
export { BASELINE_VERSION, type Baseline, type CellImage, type CellSamples, type Citation } from './baseline.ts';
export { baselines, findBaseline } from './baselines.ts';
export { globalThreshold } from './global-threshold.ts';
export { logWatershed } from './log-watershed.ts';
export { otsuWatershed } from './otsu-watershed.ts';
export { CONTROL_VERSION, type Control, type ControlSource } from './controls/control.ts';
export { controls, findControl } from './controls/controls.ts';
