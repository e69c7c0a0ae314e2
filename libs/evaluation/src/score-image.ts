import { readFile } from 'node:fs/promises';
import type { OpenedFile } from '@cellboard/formats';
import { decodeLabelPixels, decodeLabels, isZarrFolder, openFile, openPath } from '@cellboard/formats/node';
import { emptyLabelImage, type LabelImage } from '@cellboard/labels';
import { evaluatePair } from '@cellboard/metrics';
import { ImageError, toImageError, type UnreadableCode } from './image-error.ts';
import type { ImageJob, ImageSource, ScoringRequest } from './image-job.ts';
import type { ImageResult } from './image-result.ts';
import { predictionOfOtherSize, type Size } from './other-size.ts';

/**
 * Scores one image: reads and decodes its files, then computes every metric asked for.
 *
 * The command line, the server's jobs and the tests all come down to this function, in whatever thread it runs.
 *
 * @returns the scores, or why there are none if a person can fix it; every other failure is thrown
 */
export async function scoreImage(task: ImageJob & ScoringRequest): Promise<ImageResult> {
  const { image, metrics, perCell } = task;
  try {
    const begin = performance.now();
    const { truth, prediction, ignore } = await readFiles(task);
    const decoded = performance.now();
    const scores = evaluatePair(truth, prediction, { metrics, perCell, ...(ignore && { ignore }) });
    const timing = { decodeMs: decoded - begin, metricMs: performance.now() - decoded };
    const ignored = ignore && { ignoredPixels: countMarked(ignore) };
    return { image, ...sizeOf(truth), ...ignored, missing: task.prediction === null, ...scores, timing };
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    return { image, error: { code: error.code, message: error.message } };
  }
}

interface DecodedFiles {
  readonly truth: LabelImage;
  readonly prediction: LabelImage;
  readonly ignore: Mask | null;
}

/** Pixels by row and column; those other than 0 are marked. */
type Mask = Awaited<ReturnType<typeof decodeLabelPixels>>;

/** Ours first: a prediction is not looked at, and so not blamed, where the truth or its ignore mask is broken. */
async function readFiles(job: ImageJob): Promise<DecodedFiles> {
  const truth = await read(job.truth, 'TRUTH_UNREADABLE', decodeLabels);
  const size = sizeOf(truth);
  const ignore = job.ignore == null ? null : await readIgnored(job.ignore, size);
  if (job.prediction === null) return { truth, prediction: emptyLabelImage(size.height, size.width), ignore };
  const prediction = await read(job.prediction, 'PREDICTION_UNREADABLE', (file) => decodeLabels(file, { size }));
  const found = sizeOf(prediction);
  if (isSame(found, size)) return { truth, prediction, ignore };
  throw new ImageError('SIZES_DIFFER', predictionOfOtherSize(found, { size, of: 'truth' }));
}

async function readIgnored(source: ImageSource, size: Size): Promise<Mask> {
  const mask = await read(source, 'IGNORE_UNREADABLE', (file) => decodeLabelPixels(file, { size }));
  const [height = 0, width = 0] = mask.shape;
  if (isSame({ width, height }, size)) return mask;
  throw new ImageError(
    'IGNORE_SIZE_DIFFERS',
    `The ignore mask is ${width}×${height} pixels (width × height), but the truth is ${size.width}×${size.height}. ` +
      'Check that it belongs to this image.',
  );
}

async function read<T>(
  source: ImageSource,
  code: UnreadableCode,
  decode: (file: OpenedFile) => Promise<T>,
): Promise<T> {
  try {
    return await decode(await open(source));
  } catch (error) {
    throw toImageError(code, error) ?? error;
  }
}

/** A folder is opened only if it is one image; links to files are followed, since they are the user's own. */
async function open(source: ImageSource): Promise<OpenedFile> {
  if (typeof source !== 'string') return openFile(source);
  return (await isZarrFolder(source)) ? openPath(source) : openFile(await readFile(source));
}

function countMarked({ data }: Mask): number {
  let marked = 0;
  for (const value of data) if (value !== 0) marked++;
  return marked;
}

function isSame(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

function sizeOf({ pixels: { shape } }: LabelImage): Size {
  const [height, width] = shape as [number, number];
  return { width, height };
}
