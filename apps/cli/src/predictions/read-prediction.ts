import { stat } from 'node:fs/promises';
import { truthFile } from '@cellboard/datasets';
import { predictionOfOtherSize } from '@cellboard/evaluation';
import { FormatError } from '@cellboard/formats';
import { reasonOf } from '../reason-of.ts';
import { hashOf, readHashed } from '../server/upload-all.ts';
import type { PredictionFile } from './prediction-file.ts';

/** A prediction as it is sent. */
export interface ReadPrediction {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Hexadecimal. */
  readonly sha256: string;
}

type Source = Pick<PredictionFile, 'path' | 'choice' | 'size'>;

/**
 * Reads a prediction for sending: a file as it is, but a folder, one of many images in a file, or a file of which
 * something was chosen as the label image that it holds, in the order of its ids.
 *
 * @throws FormatError if there is no label image, or an error of the file system
 */
export async function readPrediction(prediction: Source): Promise<ReadPrediction> {
  if (!(await isMade(prediction))) return readHashed(prediction.path);
  const bytes = await (await decoded(prediction)).encode();
  return { bytes, sha256: hashOf(bytes) };
}

/** What is to be said of a prediction before it is sent; `fault` where it would be refused. */
export async function checkPrediction(
  prediction: Source,
): Promise<{ readonly notes: readonly string[]; readonly fault?: string }> {
  try {
    const { notes, width, height } = await decoded(prediction);
    const { size } = prediction;
    if (!size || (size.width === width && size.height === height)) return { notes };
    return { notes, fault: predictionOfOtherSize({ width, height }, { size, of: 'image' }) };
  } catch (error) {
    const fault = error instanceof FormatError ? withoutPath(error.message, prediction.path) : faultOfFile(error);
    if (fault === undefined) throw error;
    return { notes: [], fault };
  }
}

/** The reader of a file names it; here it is named before the message. */
function withoutPath(message: string, path: string): string {
  return message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}

/** Of a file that the system does not let us read. */
function faultOfFile(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error ? `It cannot be read: ${reasonOf(error)}.` : undefined;
}

function decoded({ path, choice, size }: Source) {
  return truthFile(path, { ...choice, ...(size && { size }) });
}

async function isMade({ path, choice }: Source): Promise<boolean> {
  return Object.keys(choice).length > 0 || (await stat(path)).isDirectory();
}
