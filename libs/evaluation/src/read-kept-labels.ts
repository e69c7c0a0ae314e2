import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FormatError } from '@cellboard/formats';
import { readLabelFile } from '@cellboard/formats/node';
import type { LabelImage } from '@cellboard/labels';
import { toImageError, type UnreadableCode } from './image-error.ts';
import type { ImageSource, KeptLabels } from './image-job.ts';
import { isSameSize, sizeOfPixels } from './image-size.ts';

/** Whether a source is a label file, and not any file that a label image is decoded from. */
export function isKept(source: ImageSource | KeptLabels): source is KeptLabels {
  return typeof source === 'object' && 'original' in source;
}

/**
 * Reads a label file and checks that its bytes have its hash, that it was made from its original, and that it has
 * the size of its image.
 *
 * @param code of the error where it has not
 * @throws ImageError
 */
export async function readKeptLabels(file: KeptLabels, code: UnreadableCode): Promise<LabelImage> {
  try {
    return await read(file);
  } catch (error) {
    throw toImageError(code, error) ?? error;
  }
}

async function read({ path, sha256, original, size }: KeptLabels): Promise<LabelImage> {
  // At once: to open a few kB by promise costs as much as to decode them.
  const bytes = readFileSync(path);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new FormatError('CORRUPT', `The label file ${sha256} has changed since it was made.`);
  const file = await readLabelFile(bytes);
  if (file.original !== original) {
    throw new FormatError(
      'CORRUPT',
      `The label file was made from the file ${file.original}, but ${original} is scored.`,
    );
  }
  const { width, height } = sizeOfPixels(file.labels.pixels);
  if (size === undefined || isSameSize(size, { width, height })) return file.labels;
  throw new FormatError(
    'CORRUPT',
    `The label file is ${width}×${height} pixels (width × height), but its image is ${size.width}×${size.height}.`,
  );
}
