import { basename, join } from 'node:path';
import type { Cluster } from '@cellboard/contract';
import type { NpzFile } from '@cellboard/formats';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { note, tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import { formOf, openNpz } from '../npz/npz-array-pair.ts';
import { placeName, readNpzPart } from '../npz/npz-part.ts';
import {
  pixelSizeIn,
  readLists,
  readMeta,
  tagIn,
  textIn,
  type TableRow,
  type TableRows,
} from '../deepcell/deepcell-table.ts';
import { onceEach, onePerPart, partsOf } from '../entries/parts.ts';
import { orUnreadable } from '../files/unreadable.ts';
import { walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/** Most characters of a group's name. */
const LONGEST_KEY = 200;

const archive = /^(?:tissuenet_v1\.[01]_)?(train|val|test)\.npz$/i;

/** In the truths; the images have them the other way round: nuclei first. */
const labelChannels = { cell: 0, nucleus: 1 };

/**
 * The archives of TissueNet that hold what was asked for.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND
 */
async function tissueNetFiles(source: LayoutSource): Promise<readonly string[]> {
  const files = (await walkFolder(source.root)).filter((file) => archive.test(basename(file)));
  const chosen = partsOf(source, {
    files,
    partOf,
    missing: `${source.root} holds no archive of TissueNet, such as tissuenet_v1.1_test.npz. Unpack the dataset there.`,
  });
  return onePerPart(chosen, partOf);
}

function partOf(file: string): string {
  return archive.exec(basename(file))?.[1]?.toLowerCase() ?? '';
}

/**
 * Reads TissueNet 1.0 and 1.1 (Greenwald et al., Nature Biotechnology 2022): for each part an archive of images with
 * two channels, nuclei and membranes, and of truths with two, cells and nuclei. An image is named by its part and its
 * place in the archive, from 0.
 *
 * @throws DatasetError if there is no archive, not the part that was asked for, or the archive is damaged
 */
async function* readTissueNet(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await tissueNetFiles(source);
  yield* onceEach(files.map((file) => readPart(source, file)));
}

async function* readPart(source: LayoutSource, file: string): AsyncGenerator<LayoutEntry> {
  const path = join(source.root, file);
  await using npz = await openNpz(source.root, file);
  const arrays = { path, npz, images: 'X', labels: 'y' };
  const { count, imageChannels, labelChannels: truths } = await formOf(arrays);
  if (imageChannels !== 2 || truths !== 2)
    throw new DatasetError(
      'ANNOTATIONS_UNREADABLE',
      `${path} holds images of ${imageChannels} and truths of ${truths} channels, but TissueNet has 2 and 2. Check that it is its archive.`,
    );
  const rows = await orUnreadable(path, () => tableOf(npz, count));
  const part = partOf(file);
  if (typeof rows === 'string') yield note(file, `${rows} Tissue, pixel size and field of view are not stated.`);
  if (part === 'val')
    yield note(file, 'It has each field of view twice, at two resolutions, so its images are not independent.');
  yield* readNpzPart({
    ...arrays,
    labelChannel: labelChannels[source.outlined ?? 'cell'],
    imageAt: (index) => ({
      name: `${part}_${placeName(index, count)}`,
      tags: tagsFor(tissueTags(typeof rows === 'string' ? undefined : rows[index]), source),
    }),
  });
}

/** Version 1.1 has a table, version 1.0 two lists. */
async function tableOf(npz: NpzFile, count: number): Promise<TableRows | string> {
  return npz.names.includes('tissue_list') && npz.names.includes('platform_list')
    ? await readLists(npz, count, { tissue_list: 'tissue', platform_list: 'platform' })
    : await readMeta(npz, count);
}

/** The file that an image was cut from: a field of view, whose pieces depend on each other. */
function fieldIn(row: TableRow | undefined): Cluster | null {
  const file = textIn(row, 'filename');
  return file === null ? null : { kind: 'field', key: file.slice(-LONGEST_KEY) };
}

const tissues: Readonly<Record<string, string>> = { gi: 'gastrointestinal tract' };

/** How the platforms take their images; those that are not named here are fluorescence microscopes. */
const platforms: Readonly<Record<string, string>> = {
  imc: 'imaging mass cytometry',
  mibi: 'multiplexed ion beam imaging',
};

function tissueTags(row: TableRow | undefined): Partial<DatasetTags> {
  const tissue = tagIn(row, 'tissue', 'specimen', 'organ')?.toLowerCase() ?? null;
  const platform = tagIn(row, 'platform', 'imaging_platform');
  return {
    cellType: 'tissue cell',
    modality: platform === null ? 'multiplexed imaging' : (platforms[platform.toLowerCase()] ?? 'fluorescence'),
    stain:
      platform === null
        ? 'nuclear and membrane markers'
        : `nuclear and membrane markers (${platform.toLowerCase()})`.slice(0, 80),
    tissue: tissue === null ? null : (tissues[tissue] ?? tissue),
    pixelSizeUm: pixelSizeIn(row),
    cluster: fieldIn(row),
  };
}

/** The layout of TissueNet; see {@link readTissueNet}. */
export const tissueNetLayout: PublishedLayout = {
  name: 'TissueNet',
  description: 'tissuenet_v1.1_{train,val,test}.npz or {train,val,test}.npz, of version 1.0 or 1.1.',
  outlines: ['cell', 'nucleus'],
  parts: 'train, val or test',
  read: readTissueNet,
  truthFiles: async (source) => ({ annotations: await tissueNetFiles(source), labels: [] }),
};
