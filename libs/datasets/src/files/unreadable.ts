import { FormatError } from '@cellboard/formats';
import { DatasetError } from '../entries/dataset-error.ts';
import { fileFault } from './file-fault.ts';

/**
 * Does something with a file that holds the truth of many images.
 *
 * @throws DatasetError ANNOTATIONS_UNREADABLE for what is wrong with it
 */
export async function orUnreadable<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The error for a file that cannot be read; one that is not about the file is returned as it is. */
export function unreadable(path: string, error: unknown): unknown {
  const words = error instanceof FormatError ? error.message : fileFault(error);
  if (words === undefined) return error;
  return new DatasetError('ANNOTATIONS_UNREADABLE', `${path} cannot be read: ${words}`, { cause: error });
}
