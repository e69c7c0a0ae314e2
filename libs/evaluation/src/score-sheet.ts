import { MetricId, Scores } from '@cellboard/contract';
import type { CellResult, CellResults } from '@cellboard/metrics';
import * as z from 'zod';
import type { Evaluation } from './evaluate.ts';
import { isScored, type ImageScore } from './image-result.ts';

const Milliseconds = z.number().min(0);
const CellId = z.int().min(1);

const facts = {
  /** Id in the file it comes from. */
  id: CellId,
  class: z.enum(['matched', 'merged', 'split', 'boundary', 'missed', 'invented']),
  /** In pixels. */
  area: z.int().min(1),
  /** Mean row and column of its pixels. */
  centroid: z.tuple([z.number(), z.number()]),
  /** First row and column, last row and column, inclusive. */
  box: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  /** Id of the cell of the other image with the largest IoU, if any overlaps; IoU and Dice with it. */
  best: CellId.nullable(),
  iou: z.number().min(0).max(1),
  dice: z.number().min(0).max(1),
  /** Id of the one partner at IoU ≥ 1/2. */
  matched: CellId.nullable(),
};

/** One cell of a score sheet: of the truth, or of the prediction. */
export const ScoreSheetCell = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('truth'),
    ...facts,
    /** Id of the predicted cell at the smallest Hausdorff distance; null where nothing is predicted or mHD was given up. */
    nearest: CellId.nullable(),
    /** That distance in pixels; the diagonal of the image where nothing is predicted or mHD was given up. */
    hd: z.number().min(0),
  }),
  z.strictObject({ of: z.literal('prediction'), ...facts }),
]);
export type ScoreSheetCell = z.infer<typeof ScoreSheetCell>;

/** Something that a reader of an image's scores has to know. */
export const ScoreSheetWarning = z.discriminatedUnion('code', [
  z.strictObject({
    /** The cells are so scattered over the image that metrics were given up and have their worst values. */
    code: z.literal('tooScattered'),
    /** Cells of truth and prediction that are scattered. */
    cells: z.int().min(0),
    /** The metrics that were given up. */
    metrics: z.array(MetricId),
    /** What happened and what to do, for people. */
    message: z.string(),
  }),
  z.strictObject({
    /** Something about the file of the truth or the prediction: objects that were left out, or why it may be no label image. */
    code: z.enum(['truthFile', 'predictionFile']),
    /** What was found and what to do, for people. */
    message: z.string(),
  }),
]);
export type ScoreSheetWarning = z.infer<typeof ScoreSheetWarning>;

/** One scored image of a score sheet. */
export const ScoreSheetImage = z.strictObject({
  image: z.string().min(1),
  /** In pixels. */
  width: z.int().min(1),
  /** In pixels. */
  height: z.int().min(1),
  /** Pixels that no metric looks at; there where the image has an ignore mask. */
  ignoredPixels: z.int().min(0).optional(),
  metrics: Scores,
  /** There where a reader of the scores has to know something. */
  warnings: z.array(ScoreSheetWarning).optional(),
  /** Every cell, if asked for: those of the truth, then those of the prediction, by ids. */
  cells: z.array(ScoreSheetCell).optional(),
});
export type ScoreSheetImage = z.infer<typeof ScoreSheetImage>;

/** The file that `cellboard evaluate --json` writes. Its keys are public and never renamed. */
export const ScoreSheet = z.strictObject({
  /** Version of the program that computed it. */
  cellboard: z.string(),
  /** The images that were scored, in the order of names. */
  images: z.array(ScoreSheetImage),
  summary: z.strictObject({
    /** Mean over the images; images with nothing to score are left out. */
    mean: Scores,
    /** One score of all images together. */
    pooled: Scores,
    images: z.int().min(0),
    /** Scored images that had no prediction. */
    missing: z.array(z.string()),
  }),
  timing: z.strictObject({
    wallMs: Milliseconds,
    decodeMs: Milliseconds,
    metricMs: Milliseconds,
    threads: z.int().min(1),
  }),
});
export type ScoreSheet = z.infer<typeof ScoreSheet>;

/**
 * Writes an evaluation as a score sheet. Images that failed are not in it.
 *
 * @param version of the program that computed it
 */
export function toScoreSheet({ results, summary, timing }: Evaluation, version: string): ScoreSheet {
  const { mean, pooled, images, missing } = summary;
  return {
    cellboard: version,
    images: results.filter(isScored).map(toImage),
    summary: { mean, pooled, images, missing: [...missing] },
    timing,
  };
}

/** The JSON of {@link toScoreSheet} in pieces, so that a sheet with every cell of a large dataset need not fit into one string. */
export function* scoreSheetJson(evaluation: Evaluation, version: string): Generator<string> {
  const { summary, timing } = toScoreSheet({ ...evaluation, results: [] }, version);
  yield `{"cellboard":${JSON.stringify(version)},"images":[`;
  let separator = '';
  for (const result of evaluation.results) {
    if (!isScored(result)) continue;
    yield separator + JSON.stringify(toImage(result));
    separator = ',';
  }
  yield `],"summary":${JSON.stringify(summary)},"timing":${JSON.stringify(timing)}}`;
}

function toImage({ image, width, height, ignoredPixels, metrics, cells, ...score }: ImageScore): ScoreSheetImage {
  const warnings = toWarnings(score);
  return {
    image,
    width,
    height,
    ...(ignoredPixels !== undefined && { ignoredPixels }),
    metrics,
    ...(warnings.length > 0 && { warnings }),
    ...(cells && { cells: toCells(cells) }),
  };
}

function toWarnings({ warnings, notes }: Pick<ImageScore, 'warnings' | 'notes'>): ScoreSheetWarning[] {
  return [
    ...notes.map(({ of, message }) => ({ code: `${of}File` as const, message })),
    ...warnings.map((warning) => ({ ...warning, metrics: [...warning.metrics] })),
  ];
}

function toCells({ truth, prediction }: CellResults): ScoreSheetCell[] {
  return [
    ...truth.map((cell) => ({ of: 'truth' as const, ...plain(cell), nearest: cell.nearest, hd: cell.hd })),
    ...prediction.map((cell) => ({ of: 'prediction' as const, ...plain(cell) })),
  ];
}

/** The facts of a cell with pairs and boxes of their own, as JSON has them. */
function plain({ id, class: kind, area, centroid, box, best, iou, dice, matched }: CellResult) {
  return {
    id,
    class: kind,
    area,
    centroid: [...centroid] as [number, number],
    box: [...box] as Box,
    best,
    iou,
    dice,
    matched,
  };
}

type Box = [number, number, number, number];
