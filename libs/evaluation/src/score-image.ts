import { readFile } from 'node:fs/promises';
import { decodeLabels } from '@cellboard/formats';
import { emptyLabelImage, type LabelImage } from '@cellboard/labels';
import { evaluatePair } from '@cellboard/metrics';
import { ImageError, toImageError } from './image-error.ts';
import type { ImageJob, ImageSource, ScoringRequest } from './image-job.ts';
import type { ImageResult } from './image-result.ts';
import { predictionOfOtherSize, type Size } from './other-size.ts';

/**
 * Scores one image: reads and decodes truth and prediction, then computes every metric asked for.
 *
 * The command line, the server's jobs and the tests all come down to this function, in whatever thread it runs.
 *
 * @returns the scores, or why there are none where a person can mend it; every other failure is thrown
 */
export async function scoreImage(task: ImageJob & ScoringRequest): Promise<ImageResult> {
  const { image, metrics, perCell } = task;
  try {
    const begin = performance.now();
    const { truth, prediction } = await readPair(task);
    const decoded = performance.now();
    const scores = evaluatePair(truth, prediction, { metrics, perCell });
    const timing = { decodeMs: decoded - begin, metricMs: performance.now() - decoded };
    return { image, ...sizeOf(truth), missing: task.prediction === null, ...scores, timing };
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    return { image, error: { code: error.code, message: error.message } };
  }
}

async function readPair(job: ImageJob): Promise<{ truth: LabelImage; prediction: LabelImage }> {
  const truth = await read(job.truth, 'TRUTH_UNREADABLE');
  const { width, height } = sizeOf(truth);
  if (job.prediction === null) return { truth, prediction: emptyLabelImage(height, width) };
  const prediction = await read(job.prediction, 'PREDICTION_UNREADABLE', { width, height });
  const found = sizeOf(prediction);
  if (found.width === width && found.height === height) return { truth, prediction };
  throw new ImageError('SIZES_DIFFER', predictionOfOtherSize(found, { size: { width, height }, of: 'truth' }));
}

/** @param size of the image, for files that hold outlines and do not say it themselves */
async function read(
  source: ImageSource,
  code: 'TRUTH_UNREADABLE' | 'PREDICTION_UNREADABLE',
  size?: Size,
): Promise<LabelImage> {
  try {
    return await decodeLabels(typeof source === 'string' ? await readFile(source) : source, { size });
  } catch (error) {
    throw toImageError(code, error) ?? error;
  }
}

function sizeOf({ pixels: { shape } }: LabelImage): Size {
  const [height, width] = shape as [number, number];
  return { width, height };
}
