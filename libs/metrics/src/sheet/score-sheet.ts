import { thresholds, type MetricId } from '../catalog/metric-id.ts';
import { addFractions, scoreOf, type Fraction } from './fraction.ts';

/** Fractions by metric. */
export type Fractions = Partial<Record<MetricId, Fraction>>;

/** A value for each metric; null where there is nothing to score, never NaN. */
export type Scores = Partial<Record<MetricId, number | null>>;

/** The score of a metric from the fractions of one image, or from those of many, added up. */
export function scoreFrom(fractions: Fractions, id: MetricId): number | null {
  if (id === 'apMean') return meanOfThresholds(fractions);
  if (id === 'sbd') return smallerDirection(fractions);
  const fraction = fractions[id];
  if (!fraction) return null;
  const score = scoreOf(fraction);
  return id === 'det' && score !== null ? Math.max(0, score) : score;
}

function meanOfThresholds(fractions: Fractions): number | null {
  let sum = 0;
  for (const threshold of thresholds) {
    const score = scoreOf(fractions[`ap@${threshold}`] ?? [0, 0]);
    if (score === null) return null;
    sum += score;
  }
  return sum / thresholds.length;
}

/** With cells on one side only nothing fits on the other, and the smaller direction is 0. */
function smallerDirection({ mDice = [0, 0], mDiceReverse = [0, 0] }: Fractions): number | null {
  const [forth, back] = [scoreOf(mDice), scoreOf(mDiceReverse)];
  if (forth === null && back === null) return null;
  return Math.min(forth ?? 0, back ?? 0);
}

/** Adds up the fractions of many images, metric by metric. */
export function poolFractions(images: readonly Fractions[]): Fractions {
  const found = new Map<MetricId, Fraction[]>();
  for (const fractions of images) {
    for (const [id, fraction] of Object.entries(fractions) as [MetricId, Fraction][]) {
      const list = found.get(id);
      if (list) list.push(fraction);
      else found.set(id, [fraction]);
    }
  }
  return Object.fromEntries(Array.from(found, ([id, list]) => [id, addFractions(list)]));
}
