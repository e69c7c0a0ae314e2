import { readFile } from 'node:fs/promises';
import { farFewerCells, type CheckedLabels, type LabelChoice, type OpenedFile } from '@cellboard/formats';
import {
  decodeLabelPixels,
  isN5Folder,
  isZarrFolder,
  masksIn,
  openFile,
  openPath,
  readCheckedLabels,
} from '@cellboard/formats/node';
import { emptyLabelImage, type LabelImage } from '@cellboard/labels';
import { evaluatePair, evaluatePairAndCells, type PairScores } from '@cellboard/metrics';
import { columnsOf } from './cell-records/record-image.ts';
import { ImageError, toImageError, type UnreadableCode } from './image-error.ts';
import type { ImageJob, ImageSource, KeptLabels, ScoringRequest } from './image-job.ts';
import { failureOf, type FileNote, type ImageResult, type ImageScore } from './image-result.ts';
import { isSameSize, predictionOfOtherSize, sizeOfPixels, type Size } from './image-size.ts';
import { isKept, readKeptLabels } from './read-kept-labels.ts';

/**
 * Scores one image: reads and decodes its files, then computes every metric asked for. Of a label file no pixel is
 * painted, unless cells are recorded too.
 *
 * The command line, the server's jobs and the tests all come down to this function, in whatever thread it runs.
 *
 * @returns the scores, or why there are none if a person can fix it; every other failure is thrown
 */
export async function scoreImage(task: ImageJob & ScoringRequest): Promise<ImageResult> {
  const { image } = task;
  try {
    const begin = performance.now();
    const files = await readFiles(task);
    const decodeMs = performance.now() - begin;
    const { truth, ignore, notes } = files;
    const { metricMs, ...measured } = await measure(files, task);
    const ignored = ignore && { ignoredPixels: countMarked(ignore) };
    const missing = task.prediction === null;
    return {
      image,
      ...sizeOfPixels(truth.pixels),
      ...ignored,
      notes,
      missing,
      ...measured,
      timing: { decodeMs, metricMs },
    };
  } catch (error) {
    return failureOf(image, error);
  }
}

/** The scores, and the record of every cell where the image itself is given. */
async function measure(
  { truth, prediction, ignore }: DecodedFiles,
  { image, metrics, perCell, picture }: ImageJob & ScoringRequest,
): Promise<PairScores & Pick<ImageScore, 'record'> & { metricMs: number }> {
  const begin = performance.now();
  const options = { metrics, perCell, ...(ignore && { ignore }) };
  if (picture === undefined) {
    const scores = evaluatePair(truth, prediction, options);
    return { ...scores, metricMs: performance.now() - begin };
  }
  const { scores, records } = evaluatePairAndCells(truth, prediction, options);
  const metricMs = performance.now() - begin;
  return { ...scores, metricMs, record: await columnsOf({ image, records, all: { truth, prediction } }, picture) };
}

interface DecodedFiles {
  readonly truth: LabelImage;
  readonly prediction: LabelImage;
  readonly ignore: Mask | null;
  readonly notes: readonly FileNote[];
}

/** Pixels by row and column; those other than 0 are marked. */
type Mask = Awaited<ReturnType<typeof decodeLabelPixels>>;

/** Ours first: a prediction is not looked at, and so not blamed, where the truth or its ignore mask is broken. */
async function readFiles(job: ImageJob): Promise<DecodedFiles> {
  const truthFile = await readTruth(job);
  const truth = truthFile.labels;
  const size = sizeOfPixels(truth.pixels);
  const ignore = job.ignore == null ? null : await readIgnored(job.ignore, size);
  const known = notesOf('truth', truthFile);
  if (job.prediction === null)
    return { truth, prediction: emptyLabelImage(size.height, size.width), ignore, notes: known };
  const predicted = await readPrediction(job.prediction, { ...job.choice, size });
  const prediction = predicted.labels;
  const found = sizeOfPixels(prediction.pixels);
  if (!isSameSize(found, size))
    throw new ImageError('SIZES_DIFFER', predictionOfOtherSize(found, { size, of: 'truth' }));
  // What the file says of itself explains more than a comparison.
  const few = predicted.notes.length > 0 ? [] : farFewerCells(prediction, truth);
  const notes = [...known, ...notesOf('prediction', { notes: [...predicted.notes, ...few] })];
  return { truth, prediction, ignore, notes };
}

function notesOf(of: FileNote['of'], { notes }: Pick<CheckedLabels, 'notes'>): FileNote[] {
  return notes.map((message) => ({ of, message }));
}

async function readTruth({ truth, truthChoice }: ImageJob): Promise<CheckedLabels> {
  if (isKept(truth)) return { labels: await readKeptLabels(truth, 'TRUTH_UNREADABLE'), notes: [] };
  return read(truth, 'TRUTH_UNREADABLE', (file) => readCheckedLabels(file, truthChoice));
}

async function readPrediction(source: ImageSource | KeptLabels, choice: LabelChoice): Promise<CheckedLabels> {
  if (isKept(source)) return { labels: await readKeptLabels(source, 'PREDICTION_UNREADABLE'), notes: [] };
  return read(source, 'PREDICTION_UNREADABLE', (file) => readCheckedLabels(file, choice));
}

async function readIgnored(source: ImageSource | KeptLabels, size: Size): Promise<Mask> {
  const mask = isKept(source)
    ? (await readKeptLabels(source, 'IGNORE_UNREADABLE')).pixels
    : await read(source, 'IGNORE_UNREADABLE', (file) => decodeLabelPixels(file, { size }));
  const { width, height } = sizeOfPixels(mask);
  if (isSameSize({ width, height }, size)) return mask;
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
  return (await isFolder(source)) ? openPath(source) : openFile(await readFile(source));
}

async function isFolder(path: string): Promise<boolean> {
  return (await isZarrFolder(path)) || (await isN5Folder(path)) || (await masksIn(path)) !== undefined;
}

function countMarked({ data }: Mask): number {
  let marked = 0;
  for (const value of data) if (value !== 0) marked++;
  return marked;
}
