/** On which scale scores of several datasets are averaged. */
export interface OverallScale {
  readonly to: (score: number) => number;
  readonly from: (value: number) => number;
  /** How much {@link to} changes for a small change of the score. */
  readonly slope: (score: number) => number;
}

const ownScale: OverallScale = { to: (score) => score, from: (value) => value, slope: () => 1 };

/** One pixel is added, so that a distance of 0 has a logarithm. */
const logScale: OverallScale = { to: Math.log1p, from: Math.expm1, slope: (score) => 1 / (1 + score) };

/**
 * The scale for a metric: distances on a logarithmic one, since what is twice as far in one dataset would otherwise
 * outweigh all others in a dataset of larger images; everything else as it is.
 *
 * @param unit of the metric, such as `px`
 */
export function overallScale({ unit }: { readonly unit: string | null }): OverallScale {
  return unit === 'px' ? logScale : ownScale;
}
