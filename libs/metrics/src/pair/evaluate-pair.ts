import { toLabelImage, type IntegerPixels, type LabelImage } from '@cellboard/labels';

import { resolveMetrics } from '../catalog/catalog.ts';
import { thresholds, type MetricId } from '../catalog/metric-id.ts';
import { scoreFrom, type Fractions, type Scores } from '../sheet/score-sheet.ts';
import { recordsOf, type CellRecords } from './cell-records.ts';
import { cellResults, type CellResults } from './cell-results.ts';
import { judgedCells, type JudgedOptions } from './judged-cells.ts';
import { families } from './metric-families.ts';
import { PairMeasures } from './pair-measures.ts';
import { pairWarnings, type PairWarning } from './pair-warnings.ts';

/** What was special about a pair of images. */
export type ScoreFlag = 'emptyTruth' | 'emptyPrediction';

/** An image of cells: numbered already, or as any tool writes it. */
export type LabelInput = LabelImage | IntegerPixels;

/** What to evaluate. */
export interface EvaluateOptions extends JudgedOptions {
  /** Metrics to compute; all where left out. */
  readonly metrics?: readonly MetricId[];
  /** Whether to give the results of every single cell, too. */
  readonly perCell?: boolean;
}

/** The scores of one image. Plain data: goes through JSON and between threads as it is. */
export interface PairScores {
  /** One value for each metric asked for; null where there is nothing to score. */
  readonly metrics: Scores;
  /** What pooling over a dataset needs; see {@link summarise}. */
  readonly fractions: Fractions;
  readonly flags: readonly ScoreFlag[];
  /** What a reader of the scores has to know; mostly nothing. */
  readonly warnings: readonly PairWarning[];
  /** Results of every single cell, if asked for. */
  readonly cells?: CellResults;
}

/**
 * Evaluates a prediction against the truth of one image.
 *
 * Where the truth has cells and the prediction none, metrics that are means over truth cells are 0 and mHD is the
 * diagonal of the image, and the pair is flagged; where there is nothing to score a metric is null. Where the cells are
 * so scattered that mHD was given up, it is the diagonal, too, with a warning.
 *
 * @param truth label images, or pixels of any integer type, shape [height, width], any strides
 * @throws LabelImageError if the images differ in height or width, or are no label images
 */
export function evaluatePair(truth: LabelInput, prediction: LabelInput, options: EvaluateOptions = {}): PairScores {
  return scoresOf(measuresOf(truth, prediction, options), options);
}

/**
 * The scores of `evaluatePair`, and what `cellRecords` keeps of every cell, from one overlap table: matches, nearest
 * cells and shapes are worked out once for both. The scores are the same to the last bit.
 *
 * @throws LabelImageError as `evaluatePair`
 */
export function evaluatePairAndCells(
  truth: LabelInput,
  prediction: LabelInput,
  options: EvaluateOptions = {},
): { scores: PairScores; records: CellRecords } {
  const pair = measuresOf(truth, prediction, options);
  return { scores: scoresOf(pair, options), records: recordsOf(pair) };
}

function measuresOf(truth: LabelInput, prediction: LabelInput, options: JudgedOptions): PairMeasures {
  return new PairMeasures(judgedCells(numbered(truth), options), judgedCells(numbered(prediction), options));
}

function scoresOf(pair: PairMeasures, options: EvaluateOptions): PairScores {
  const wanted = options.metrics ?? resolveMetrics('all');
  const fractions = measured(pair, wanted);
  const metrics: Scores = {};
  for (const id of wanted) metrics[id] = scoreFrom(fractions, id);
  const flags = flagsOf(pair);
  // Where nothing overlaps the formula is 0/0; with nothing predicted it is 0 like the others.
  if (wanted.includes('dice2') && flags.includes('emptyPrediction') && !flags.includes('emptyTruth')) metrics.dice2 = 0;
  const cells = options.perCell === true ? { cells: cellResults(pair) } : {};
  return { metrics, fractions, flags, warnings: pairWarnings(pair), ...cells };
}

function numbered(input: LabelInput): LabelImage {
  return 'cellCount' in input ? input : toLabelImage(input);
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
