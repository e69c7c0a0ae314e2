import { Scores } from '@cellboard/contract';
import * as z from 'zod';
import type { Evaluation } from './evaluate.ts';
import { isScored, type ImageScore } from './image-result.ts';

const Milliseconds = z.number().min(0);

/** One scored image of a score sheet. */
export const ScoreSheetImage = z.strictObject({
  image: z.string().min(1),
  /** In pixels. */
  width: z.int().min(1),
  /** In pixels. */
  height: z.int().min(1),
  metrics: Scores,
});
export type ScoreSheetImage = z.infer<typeof ScoreSheetImage>;

/** The file that `cellboard evaluate --json` writes. Its keys are public and never renamed. */
export const ScoreSheet = z.strictObject({
  /** Version of the program that computed it. */
  cellboard: z.string(),
  /** The images that were scored, in the order of names. */
  images: z.array(ScoreSheetImage),
  summary: z.strictObject({
    /** Mean over the images; images with nothing to judge are left out. */
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

function toImage({ image, width, height, metrics }: ImageScore): ScoreSheetImage {
  return { image, width, height, metrics };
}
