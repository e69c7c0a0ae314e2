import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { chooseNames, type LabelSet } from '@cellboard/formats';
import { checkLabels, openFileSource, openLabelSet, openPath } from '@cellboard/formats/node';
import { reasonOf } from '../reason-of.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Works on a set of predictions: a folder with its folders, a zip archive, or one file that holds many label images.
 *
 * @throws UsageError if it cannot be read, FormatError if it is not a set of label images
 */
export async function withSet<T>(path: string, work: (set: LabelSet) => Promise<T>): Promise<T> {
  const found = await stat(path).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  });
  if (found.isDirectory()) return work(await openFolder(path));
  await using file = await openFileSource(path);
  return await work(await openLabelSet(file, basename(path)));
}

async function openFolder(folder: string): Promise<LabelSet> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const { files, ignored } = chooseNames(paths);
  return {
    listing: { kind: 'archive', entries: files.map((path) => ({ path, choice: {} })), ignored, unnamed: 0 },
    check: async ({ path }, choice) => {
      await using file = await openPath(join(folder, path));
      return await checkLabels(file, choice);
    },
    take: () => Promise.reject(new Error('The files of a folder are taken as they are.')),
  };
}
