import { adaptiveThreshold } from './adaptive-threshold.ts';
import type { Baseline } from './baseline.ts';
import { globalThreshold } from './global-threshold.ts';
import { logWatershed } from './log-watershed.ts';
import { otsuWatershed } from './otsu-watershed.ts';

/** Every built-in method, the simplest first. */
export const baselines: readonly Baseline[] = [globalThreshold, adaptiveThreshold, otsuWatershed, logWatershed];

/** The built-in method of a slug, undefined where there is none. */
export function findBaseline(slug: string): Baseline | undefined {
  return baselines.find((baseline) => baseline.slug === slug);
}
