import type { LabelImage } from '@cellboard/labels';

import { resolveMetrics } from './catalog.ts';
import { families } from './metric-families.ts';
import { thresholds, type MetricId } from './metric-id.ts';
import { PairMeasures } from './pair-measures.ts';
import { scoreFrom, type Fractions, type Scores } from './score-sheet.ts';

/** What was special about a pair of images. */
export type ScoreFlag = 'emptyTruth' | 'emptyPrediction';

/** What to evaluate. */
export interface EvaluateOptions {
  /** Metrics to compute; all where left out. */
  readonly metrics?: readonly MetricId[];
}

/** The scores of one image. Plain data: goes through JSON and between threads as it is. */
export interface PairScores {
  /** One value for each metric asked for; null where there is nothing to judge. */
  readonly metrics: Scores;
  /** What pooling over a dataset needs; see {@link summarise}. */
  readonly fractions: Fractions;
  readonly flags: readonly ScoreFlag[];
}

/**
 * Evaluates a prediction against the truth of one image.
 *
 * Where the truth has cells and the prediction none, metrics that are means over truth cells are 0 and mHD is the
 * diagonal of the image, and the pair is flagged; where there is nothing to judge a metric is null.
 *
 * @throws LabelImageError if the images differ in height or width
 */
export function evaluatePair(truth: LabelImage, prediction: LabelImage, options: EvaluateOptions = {}): PairScores {
  const wanted = options.metrics ?? resolveMetrics('all');
  const pair = new PairMeasures(truth, prediction);
  const fractions = measured(pair, wanted);
  const metrics: Scores = {};
  for (const id of wanted) metrics[id] = scoreFrom(fractions, id);
  if (wanted.includes('dice2') && prediction.cellCount === 0 && truth.cellCount > 0) metrics.dice2 = 0;
  return { metrics, fractions, flags: flagsOf(pair) };
}

function measured(pair: PairMeasures, wanted: readonly MetricId[]): Fractions {
  const needed = new Set(wanted.flatMap(ingredients));
  const fractions: Fractions = {};
  for (const { ids, measure } of families) {
    if (!ids.some((id) => needed.has(id))) continue;
    for (const [id, fraction] of Object.entries(measure(pair)) as [MetricId, readonly [number, number]][]) {
      if (needed.has(id)) fractions[id] = fraction;
    }
  }
  return fractions;
}

/** The metrics whose fractions a metric is read from. */
function ingredients(id: MetricId): readonly MetricId[] {
  if (id === 'apMean') return thresholds.map((threshold) => `ap@${threshold}` as const);
  return id === 'sbd' ? ['mDice', 'mDiceReverse'] : [id];
}

function flagsOf({ truth, prediction }: PairMeasures): ScoreFlag[] {
  const flags: ScoreFlag[] = [];
  if (truth.cellCount === 0) flags.push('emptyTruth');
  if (prediction.cellCount === 0) flags.push('emptyPrediction');
  return flags;
}
