import { join } from 'node:path';
import { listFolder, pairFiles } from '@cellboard/datasets';
import type { ImageJob } from '@cellboard/evaluation';
import { UsageError } from '../usage-error.ts';

/** Paths of an image's files. */
export interface JobFiles {
  readonly truth: string;
  readonly prediction: string | null;
}

/** What the two folders hold. */
export interface FoundPairs {
  /** Every truth with its prediction, or with none; in the order of names. */
  readonly jobs: readonly ImageJob[];
  /** The files of each job, by the image's name. */
  readonly paths: ReadonlyMap<string, JobFiles>;
  /** Predictions without a truth, as paths. */
  readonly extra: readonly string[];
  readonly ambiguous: readonly { readonly name: string; readonly files: readonly string[] }[];
}

/**
 * Pairs the label images of two folders.
 *
 * @throws UsageError if there is no truth, if no prediction belongs to any, or if other files lie where predictions should
 * @throws DatasetError if a folder cannot be read
 */
export async function findPairs(truth: string, prediction: string): Promise<FoundPairs> {
  const truths = await listFolder(truth);
  const predictions = await listFolder(prediction);
  if (truths.files.length === 0) throw new UsageError(emptyFolder(truth, truths.ignored));
  if (predictions.files.length === 0 && predictions.ignored.length > 0) {
    throw new UsageError(emptyFolder(prediction, predictions.ignored));
  }
  const { pairs, leftOnly, rightOnly, ambiguous } = pairFiles(truths.files, predictions.files);
  if (predictions.files.length > 0 && pairs.length + ambiguous.length === 0) {
    throw new UsageError(
      `No prediction belongs to a truth: ${truth} holds ${String(truths.files[0])} …, ${prediction} holds ${String(predictions.files[0])} …. ` +
        'Give a prediction the name of its truth.',
    );
  }
  const paths = new Map<string, JobFiles>();
  for (const { name, left, right } of pairs)
    paths.set(name, { truth: join(truth, left), prediction: join(prediction, right) });
  for (const { name, file } of leftOnly) paths.set(name, { truth: join(truth, file), prediction: null });
  const jobs = [...paths].map(([image, files]) => ({ image, ...files }));
  return {
    jobs: jobs.sort((a, b) => (a.image < b.image ? -1 : 1)),
    paths,
    extra: rightOnly.map(({ file }) => join(prediction, file)),
    ambiguous: ambiguous.map(({ name, left, right }) => ({
      name,
      files: [...left.map((file) => join(truth, file)), ...right.map((file) => join(prediction, file))],
    })),
  };
}

function emptyFolder(folder: string, ignored: readonly string[]): string {
  const found =
    ignored.length === 0
      ? 'It is empty.'
      : `It holds ${ignored.slice(0, 3).join(', ')}${ignored.length > 3 ? ' …' : ''}.`;
  return `There is no label image (PNG or TIFF) in ${folder}. ${found} Name the folder that holds the files themselves.`;
}
