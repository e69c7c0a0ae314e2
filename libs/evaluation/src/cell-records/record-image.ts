import { FormatError, type ImageSamples } from '@cellboard/formats';
import { decodeSamples, openPath } from '@cellboard/formats/node';
import { emptyLabelImage, sizeOf, type ChannelSamples } from '@cellboard/labels';
import { cellRecords } from '@cellboard/metrics';
import { toImageError } from '../image-error.ts';
import type { KeptLabels } from '../image-job.ts';
import { failureOf, type ImageFailure } from '../image-result.ts';
import { readKeptLabels } from '../read-kept-labels.ts';
import { cellColumns, MOST_CHANNELS, type CellColumns, type RecordedImage } from './cell-columns.ts';

/** One image whose cells are recorded. Plain data, so that it can go to another process. */
export interface RecordJob {
  readonly image: string;
  readonly truth: KeptLabels;
  /** Null where there is none: nothing was predicted. */
  readonly prediction: KeptLabels | null;
  readonly ignore: KeptLabels | null;
  /** Path of the image itself, for intensities. */
  readonly picture: string;
}

/** What became of one image: its rows, or why there are none. */
export type RecordResult = CellColumns | ImageFailure;

/**
 * Records the cells of one image from its label files and its samples.
 *
 * @returns the rows, or why there are none if a file is at fault; every other failure is thrown
 */
export async function recordImage(job: RecordJob): Promise<RecordResult> {
  try {
    const truth = await readKeptLabels(job.truth, 'TRUTH_UNREADABLE');
    const prediction =
      job.prediction === null
        ? emptyLabelImage(...sizeOf(truth))
        : await readKeptLabels(job.prediction, 'PREDICTION_UNREADABLE');
    const ignore = job.ignore && (await readKeptLabels(job.ignore, 'IGNORE_UNREADABLE'));
    const records = cellRecords(truth, prediction, ignore ? { ignore: ignore.pixels } : {});
    return await columnsOf({ image: job.image, records, all: { truth, prediction } }, job.picture);
  } catch (error) {
    return failureOf(job.image, error);
  }
}

/**
 * The rows of an image whose cells have been judged, with the intensities of its samples.
 *
 * @returns the rows, or why there are none if the image itself is at fault; every other failure is thrown
 */
export async function columnsOf(judged: Omit<RecordedImage, 'samples'>, picture: string): Promise<RecordResult> {
  try {
    return cellColumns({ ...judged, samples: await readChannels(picture, sizeOf(judged.all.truth)) });
  } catch (error) {
    return failureOf(judged.image, error);
  }
}

/** The first channels of an image, as its file has them; white is more than black. */
async function readChannels(path: string, [height, width]: readonly [number, number]): Promise<ChannelSamples[]> {
  try {
    await using file = await openPath(path);
    const image = await decodeSamples(file);
    const [rows = 0, columns = 0] = image.samples.shape;
    if (rows === height && columns === width) return channelsOf(image);
    throw new FormatError(
      'CORRUPT',
      `The image is ${columns}×${rows} pixels (width × height), but its truth is ${width}×${height}.`,
    );
  } catch (error) {
    throw toImageError('IMAGE_UNREADABLE', error) ?? error;
  }
}

function channelsOf({ samples, bitDepth, whiteIsZero }: ImageSamples): ChannelSamples[] {
  const { shape, stride, offset } = samples;
  const [rowStep = 0, pixelStep = 0, channelStep = 0] = stride;
  const data = whiteIsZero ? samples.data.map((value) => 2 ** bitDepth - 1 - value) : samples.data;
  const count = Math.min(MOST_CHANNELS, shape[2] ?? 1);
  return Array.from({ length: count }, (_, i) => ({ data, offset: offset + i * channelStep, rowStep, pixelStep }));
}

/** Whether the cells of an image could be recorded. */
export function isRecorded(result: RecordResult): result is CellColumns {
  return !('error' in result);
}
