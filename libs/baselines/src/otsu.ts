import type { GreyPlane } from './plane.ts';

const BINS = 256;

/**
 * The grey value that separates an image into two classes whose means lie farthest apart:
 * Otsu, A threshold selection method from gray-level histograms, IEEE Trans. SMC 9(1), 1979, eq. 18.
 *
 * The histogram has 256 bins between the least and the greatest value.
 *
 * @returns in the unit of the plane; the brighter class is what lies above. The greatest value, so that nothing lies
 *   above, where all pixels are equal.
 */
export function otsuThreshold({ data }: GreyPlane): number {
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (!(greatest > least)) return greatest;

  const perBin = BINS / (greatest - least);
  const histogram = new Float64Array(BINS);
  for (let i = 0; i < data.length; i++) {
    histogram[Math.min(BINS - 1, Math.floor((data[i]! - least) * perBin))]!++;
  }
  return least + (otsuBin(histogram) + 1) / perBin;
}

/** The last bin of the darker class where the variance between the classes is greatest. */
export function otsuBin(histogram: Float64Array): number {
  let total = 0;
  let moment = 0;
  for (let bin = 0; bin < histogram.length; bin++) {
    total += histogram[bin]!;
    moment += bin * histogram[bin]!;
  }

  let best = 0;
  let bestVariance = -1;
  let below = 0;
  let momentBelow = 0;
  for (let bin = 0; bin < histogram.length - 1; bin++) {
    below += histogram[bin]!;
    momentBelow += bin * histogram[bin]!;
    const over = total - below;
    if (below === 0 || over === 0) continue;
    const distance = momentBelow / below - (moment - momentBelow) / over;
    const variance = below * over * distance * distance;
    if (variance <= bestVariance) continue;
    bestVariance = variance;
    best = bin;
  }
  return best;
}
