import { basename, join } from 'node:path';
import type { NpzFile } from '@cellboard/formats';
import { DatasetError } from '../entries/dataset-error.ts';
import { tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import { formOf, openNpz } from '../npz/npz-array-pair.ts';
import { placeName, readNpzPart } from '../npz/npz-part.ts';
import { onceEach, partsOf } from '../entries/parts.ts';
import { walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/** What arrays of images and of truths are usually called. */
const imageNames = ['X', 'x', 'images', 'image', 'imgs'];
const labelNames = ['y', 'Y', 'labels', 'label', 'masks', 'mask'];

/**
 * The .npz files that hold what was asked for.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND
 */
async function npzFiles(source: LayoutSource): Promise<readonly string[]> {
  const files = (await walkFolder(source.root)).filter((file) => file.endsWith('.npz'));
  return partsOf(source, { files, partOf, missing: `${source.root} holds no .npz file. Put it there.` });
}

function partOf(file: string): string {
  return basename(file, '.npz');
}

/**
 * Reads .npz files of any origin, each a part of that name: an array of images (`X`, `images` …) and one of label
 * images (`y`, `labels`, `masks` …) with the same number of both. An image is named by its file and its place in the
 * array, from 0.
 *
 * @throws DatasetError if there is no such file, not the part that was asked for, or a file is not of that form
 */
async function* readNpzFolder(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await npzFiles(source);
  yield* onceEach(files.map((file) => readPart(source, file)));
}

async function* readPart(source: LayoutSource, file: string): AsyncGenerator<LayoutEntry> {
  const path = join(source.root, file);
  await using npz = await openNpz(source.root, file);
  const arrays = {
    path,
    npz,
    images: chosen({ path, npz, names: imageNames, what: 'images' }),
    labels: chosen({ path, npz, names: labelNames, what: 'label images' }),
  };
  const { count, labelChannels } = await formOf(arrays);
  if (labelChannels !== 1)
    throw new DatasetError(
      'ANNOTATIONS_UNREADABLE',
      `${path}: "${arrays.labels}" has ${labelChannels} channels, so it is unclear which holds the cells. Save the one you mean in a file of its own; TissueNet has a layout of its own.`,
    );
  const tags = tagsFor({}, source);
  yield* readNpzPart({
    ...arrays,
    labelChannel: 0,
    imageAt: (index) => ({ name: `${partOf(file)}_${placeName(index, count)}`, tags }),
  });
}

interface Choice {
  readonly path: string;
  readonly npz: NpzFile;
  readonly names: readonly string[];
  readonly what: string;
}

function chosen({ path, npz, names, what }: Choice): string {
  const found = npz.names.filter((name) => names.includes(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new DatasetError(
    'ANNOTATIONS_UNREADABLE',
    `${path} holds the arrays ${npz.names.join(', ') || 'none'}, but ${found.length === 0 ? 'no' : 'more than one'} array of ${what}. Name one of them ${names.join(', ')}.`,
  );
}

/** The layout of .npz files; see {@link readNpzFolder}. */
export const npzLayout: PublishedLayout = {
  name: 'NPZ',
  description:
    '.npz files, each with an array of images ("X", "images") and one of label images ("y", "labels", "masks").',
  outlines: ['cell', 'nucleus'],
  parts: 'an .npz file, by its name without .npz',
  read: readNpzFolder,
  truthFiles: async (source) => ({ annotations: await npzFiles(source), labels: [] }),
};
