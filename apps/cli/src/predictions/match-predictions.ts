import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubmissionFiles } from '@cellboard/contract';
import { listLabelFiles, looksLikeImage, pairFiles } from '@cellboard/datasets';
import { count, tellList, tellSome } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** A prediction to send. */
export interface PredictionFile {
  /** Name of the task's image. */
  readonly name: string;
  readonly path: string;
}

/**
 * Finds the predictions of a task's images in a folder, and tells what does not fit. PNG and TIFF files come first;
 * only an image that none of them belongs to gets a file of another format.
 *
 * @throws UsageError if there are none, or a prediction cannot be chosen
 */
export async function matchPredictions(folder: string, images: readonly string[]): Promise<PredictionFile[]> {
  const { files, ignored } = await listLabelFiles(folder);
  const { pairs, leftOnly, rightOnly, ...found } = pairFiles(images, files);
  const ambiguous = found.ambiguous.filter(({ left }) => left.length > 0);
  if (ambiguous.length > 0) {
    tellList(
      `${count(ambiguous.length, 'image')} with several files that could belong to it:`,
      ambiguous.map(({ name, right }) => `${name}: ${right.join(', ')}`),
    );
    throw new UsageError(`Nothing was sent. Leave one file for each image in ${folder}.`);
  }
  if (pairs.length === 0) {
    const held = [...files, ...ignored].slice(0, 3).join(', ') || 'nothing';
    throw new UsageError(
      `No file in ${folder} belongs to an image of the task. It holds ${held}; the task's images are ${images.slice(0, 2).join(', ')} ….`,
    );
  }
  // Other files may be anything, such as settings that a tool wrote beside its masks.
  const strangers = rightOnly.map(({ file }) => file).filter(looksLikeImage);
  tellSome(`${count(strangers.length, 'file')} of no image of the task, left out:`, strangers);
  tellSome(
    `${count(leftOnly.length, 'image')} without a prediction, scored as if nothing had been predicted:`,
    leftOnly.map(({ file }) => file),
  );
  return pairs.map(({ left, right }) => ({ name: left, path: join(folder, right) }));
}

/** Whether a submission holds exactly these predictions. */
export async function holdsExactly(there: SubmissionFiles, predictions: readonly PredictionFile[]): Promise<boolean> {
  const known = new Map(there.flatMap(({ image, sha256 }) => (sha256 === null ? [] : [[image, sha256]])));
  if (known.size !== predictions.length) return false;
  for (const { name, path } of predictions) {
    if (
      known.get(name) !==
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
    )
      return false;
  }
  return true;
}
