export { cellShapes, type CellShapes } from './cell-shapes.ts';
export { emptyLabelImage } from './empty-label-image.ts';
export type { LabelImage, LabelPixels } from './label-image.ts';
export { LabelImageError } from './label-image-error.ts';
export { toOriginalIds } from './original-ids.ts';
export { outlines } from './outlines.ts';
export { cellColour, type Colour } from './palette.ts';
export { runsOf, sizeOf, type IntegerArray, type Runs } from './runs.ts';
export { toLabelImage, type IntegerPixels } from './to-label-image.ts';
