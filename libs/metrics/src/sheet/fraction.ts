/**
 * A score as numerator and denominator, which is what images have to keep so that scores of a whole dataset can be
 * pooled: numerators and denominators are added up and divided once. A denominator of 0 means nothing to score.
 */
export type Fraction = readonly [numerator: number, denominator: number];

/** The score of a fraction, or null where there is nothing to score. */
export function scoreOf([numerator, denominator]: Fraction): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

/** Numerators and denominators added up. */
export function addFractions(fractions: readonly Fraction[]): Fraction {
  let numerator = 0;
  let denominator = 0;
  for (const fraction of fractions) {
    numerator += fraction[0];
    denominator += fraction[1];
  }
  return [numerator, denominator];
}
