import { detectionPages } from './detection-pages.ts';
import { errorPages } from './error-pages.ts';
import { imagePages } from './image-pages.ts';
import type { MetricPage } from './metric-page.ts';
import { overlapPages } from './overlap-pages.ts';

/** The pages of all metrics by the name that the catalogue's `page` gives. */
export const metricPages: Readonly<Record<string, MetricPage>> = {
  ...overlapPages,
  ...detectionPages,
  ...imagePages,
  ...errorPages,
};
