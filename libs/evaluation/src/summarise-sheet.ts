import { summarise, type Summary } from '@cellboard/metrics';
import { isScored, type ImageResult } from './image-result.ts';

/** The scores of all images as one, under both aggregations. */
export interface SheetSummary extends Summary {
  /** Images that were scored. */
  readonly images: number;
  /** Names of the images without a prediction; they are among the scored ones. */
  readonly missing: readonly string[];
}

/** Summarises the images that were scored; those that failed are left out, so anything that shows the summary has to say so. */
export function summariseSheet(results: readonly ImageResult[]): SheetSummary {
  const scored = results.filter(isScored);
  return {
    ...summarise(scored),
    images: scored.length,
    missing: scored.filter(({ missing }) => missing).map(({ image }) => image),
  };
}
