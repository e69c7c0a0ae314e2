export type { LabelImage, LabelPixels } from './label-image.ts';
