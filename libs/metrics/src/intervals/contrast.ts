import { drawClusters } from './cluster-draws.ts';
import type { ImageClusters } from './image-clusters.ts';
import type { MeanScore } from './mean-score.ts';

/** A mean score, or the first minus the second of two on the same images. */
export type Contrast = readonly [MeanScore] | readonly [first: MeanScore, second: MeanScore];

/** How well a contrast is known from the clusters that there are. */
export interface Precision {
  readonly standardError: number;
  /** Of the standard error, by Welch and Satterthwaite where there are several strata. */
  readonly freedom: number;
  /** Clusters of the same size that would tell as much: Kish, Survey Sampling, 1965. Of all strata together. */
  readonly effectiveClusters: number;
}

/** Standard error between clusters within strata: linearised, as of a ratio of totals. */
export function precisionOf(contrast: Contrast, { starts }: ImageClusters): Precision {
  const [first, second] = contrast;
  const strata = starts.slice(1).map((to, stratum) => {
    const from = starts[stratum]!;
    const freedom = to - from - 1;
    let squares = 0;
    for (let c = from; c < to; c++) squares += (first.pull[c]! - (second?.pull[c] ?? 0)) ** 2;
    const effective = Math.min(...contrast.map(({ share }) => effectiveOf(share, from, to)));
    return { variance: (squares * (freedom + 1)) / freedom, freedom, effective };
  });
  const variance = strata.reduce((sum, each) => sum + each.variance, 0);
  const spread = strata.reduce((sum, each) => sum + each.variance ** 2 / each.freedom, 0);
  return {
    standardError: Math.sqrt(variance),
    freedom: variance > 0 ? variance ** 2 / spread : strata.reduce((sum, each) => sum + each.freedom, 0),
    effectiveClusters: strata.reduce((sum, each) => sum + each.effective, 0),
  };
}

function effectiveOf(share: Float64Array, from: number, to: number): number {
  let squares = 0;
  for (let c = from; c < to; c++) squares += share[c]! ** 2;
  return 1 / squares;
}

/**
 * By how many of its own standard errors each contrast of each draw lies beside that of all images, ascending: the
 * bootstrap-t of Efron, "Nonparametric standard errors and confidence intervals", Canadian Journal of Statistics 1981,
 * over clusters. All contrasts get the same draws. Draws in which nothing varies are left out, or infinite where their
 * mean is another one.
 */
export function studentisedDraws(
  contrasts: readonly Contrast[],
  clusters: ImageClusters,
  options: { readonly seed: number; readonly draws: number },
): Float64Array[] {
  const found = contrasts.map(() => new Float64Array(options.draws));
  drawClusters(clusters, options, (times, draw) => {
    contrasts.forEach((contrast, k) => {
      found[k]![draw] = studentised(contrast, clusters, times);
    });
  });
  return found.map((values) => values.filter((value) => !Number.isNaN(value)).sort());
}

function studentised(contrast: Contrast, { starts }: ImageClusters, times: Uint16Array): number {
  let [distance, variance] = [0, 0];
  for (let stratum = 0; stratum + 1 < starts.length; stratum++) {
    const drawn = drawnIn(contrast, times, [starts[stratum]!, starts[stratum + 1]!]);
    distance += drawn.distance;
    variance += drawn.variance;
  }
  return distance === 0 ? 0 : distance / Math.sqrt(variance);
}

/** A draw within one stratum: its mean is that of the drawn images, so that clusters count by their sizes. */
function drawnIn([first, second]: Contrast, times: Uint16Array, [from, to]: readonly [number, number]) {
  const a = totals(first, times, [from, to]);
  const b = second && totals(second, times, [from, to]);
  let squares = 0;
  for (let c = from; c < to; c++) {
    if (times[c] === 0) continue;
    let rest = (first.pull[c]! - a.distance * first.share[c]!) / a.share;
    if (second && b) rest -= (second.pull[c]! - b.distance * second.share[c]!) / b.share;
    squares += times[c]! * rest * rest;
  }
  return { distance: a.distance - (b?.distance ?? 0), variance: (squares * (to - from)) / (to - from - 1) };
}

function totals({ pull, share }: MeanScore, times: Uint16Array, [from, to]: readonly [number, number]) {
  let [pulled, shared] = [0, 0];
  for (let c = from; c < to; c++) {
    pulled += times[c]! * pull[c]!;
    shared += times[c]! * share[c]!;
  }
  return { distance: pulled / shared, share: shared };
}
