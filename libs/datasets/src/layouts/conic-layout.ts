import { basename, join } from 'node:path';
import type { Cluster } from '@cellboard/contract';
import { DatasetError } from '../entries/dataset-error.ts';
import { note, tagsFor, type LayoutEntry, type LayoutSource, type TruthFiles } from '../entries/layout-entry.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { truthOf } from '../images/truth.ts';
import { readManifest } from '../manifest/manifest.ts';
import { channelIds } from '../npy/channel-ids.ts';
import { openNpyPair, readNpyPair } from '../npy/npy-pair.ts';
import { placeName } from '../npz/npz-part.ts';

/** Of the labels: ids of nuclei, then their classes. */
const CHANNELS = 2;

const ID_CHANNEL = 0;

interface Files {
  readonly images: string;
  readonly labels: string;
  /** Null where it is not there. */
  readonly patches: string | null;
}

/**
 * Reads CoNIC (Graham et al., Medical Image Analysis 2024): `images.npy` and `labels.npy`, whose first channel holds the
 * ids of nuclei, and `patch_info.csv`, which says from which image each patch was cut. An image is named by its place in
 * the arrays, from 0.
 *
 * @throws DatasetError if the arrays are not there, are damaged or do not fit each other
 */
async function* readConic(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const { images, labels, patches } = await conicFiles(source);
  await using pair = await openNpyPair({ root: source.root, images, labels, labelChannels: CHANNELS });
  const clusters = patches === null ? undefined : await clustersIn(join(source.root, patches), pair.count);
  if (!clusters) yield note('patch_info.csv', 'This file is missing, so patches of the same image cannot be grouped.');
  const known = { modality: 'brightfield', stain: 'H&E', tissue: 'colon', pixelSizeUm: 0.5 };
  yield* readNpyPair({
    pair,
    imageAt: (index) => ({
      name: `conic_${placeName(index, pair.count)}`,
      tags: tagsFor({ ...known, cluster: clusters?.[index] ?? null }, source),
    }),
    truthIn: (label, size) => truthOf(channelIds(label, ID_CHANNEL), size),
  });
}

/** The image that each patch was cut from: the text before the last hyphen, as in "consep_1-0003". */
async function clustersIn(file: string, count: number): Promise<readonly Cluster[]> {
  const { rows, faults } = await readManifest(file, 'patch_info');
  if (rows.size !== count || faults.length > 0)
    throw new DatasetError(
      'MANIFEST_UNREADABLE',
      `${file} names ${rows.size} different patches${faults.length > 0 ? ` and has ${faults.length} lines that cannot be used` : ''}, but there are ${count} images. Check that they belong together.`,
    );
  return [...rows.keys()].map((patch) => ({ kind: 'field', key: patch.replace(/-[^-]*$/, '') || patch }));
}

async function conicFiles({ root, part }: LayoutSource): Promise<Files> {
  if (part !== undefined)
    throw new DatasetError('LAYOUT_NOT_FOUND', `CoNIC has no parts, so there is no part "${part}". Leave it out.`);
  const files = await walkFolder(root);
  const [images, labels, patches] = ['images.npy', 'labels.npy', 'patch_info.csv'].map((name) => {
    const [first, second] = files.filter((file) => basename(file) === name);
    if (second === undefined) return first;
    throw new DatasetError('LAYOUT_NOT_FOUND', `${root} holds several files ${name}, such as ${second}. Keep one.`);
  });
  if (images === undefined || labels === undefined)
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${root} holds no ${images === undefined ? 'images.npy' : 'labels.npy'}. Put images.npy, labels.npy and patch_info.csv there.`,
    );
  return { images, labels, patches: patches ?? null };
}

async function conicTruth(source: LayoutSource): Promise<TruthFiles> {
  const { labels, patches } = await conicFiles(source);
  return { annotations: [labels, ...(patches === null ? [] : [patches])], labels: [] };
}

/** The layout of CoNIC; see {@link readConic}. */
export const conicLayout: PublishedLayout = {
  name: 'CoNIC',
  description: 'images.npy, labels.npy and patch_info.csv.',
  outlines: ['nucleus'],
  parts: null,
  read: readConic,
  truthFiles: conicTruth,
};
