import { basename, join } from 'node:path';
import type { NpzFile, TableValue } from '@cellboard/formats';
import type { DatasetTags } from './dataset-entry.ts';
import { DatasetError } from './dataset-error.ts';
import { note, tagsFor, type LayoutEntry, type LayoutSource } from './layout-entry.ts';
import { formOf, openNpz } from './npz-array-pair.ts';
import { placeName, readNpzPart } from './npz-part.ts';
import { pixelSizeIn, readLists, readMeta, wordIn, type TableRows } from './npz-table.ts';
import { onceEach, onePerPart, partsOf } from './parts.ts';
import { orUnreadable } from './unreadable.ts';
import { walkFolder } from './walk-folder.ts';

const archive = /^(?:tissuenet_v1\.[01]_)?(train|val|test)\.npz$/i;

/** In the truths; the images have them the other way round: nuclei first. */
const labelChannels = { cell: 0, nucleus: 1 };

/**
 * The archives of TissueNet that hold what was asked for.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND
 */
export async function tissueNetFiles(source: LayoutSource): Promise<readonly string[]> {
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
export async function* readTissueNet(source: LayoutSource): AsyncGenerator<LayoutEntry> {
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
  if (typeof rows === 'string') yield note(file, `${rows} Tissue and pixel size are not stated.`);
  if (part === 'val')
    yield note(
      file,
      'Its fields of view are there twice each, at two resolutions, so that its images are not independent.',
    );
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

const tissues: Readonly<Record<string, string>> = { gi: 'gastrointestinal tract' };

/** How the platforms take their images; those that are not named here are fluorescence microscopes. */
const platforms: Readonly<Record<string, string>> = {
  imc: 'imaging mass cytometry',
  mibi: 'multiplexed ion beam imaging',
};

function tissueTags(row: ReadonlyMap<string, TableValue> | undefined): Partial<DatasetTags> {
  const tissue = wordIn(row, 'tissue', 'specimen', 'organ')?.toLowerCase() ?? null;
  const platform = wordIn(row, 'platform', 'imaging_platform');
  return {
    cellType: 'tissue cells',
    modality: platform === null ? 'multiplexed imaging' : (platforms[platform.toLowerCase()] ?? 'fluorescence'),
    stain:
      platform === null
        ? 'nuclear and membrane markers'
        : `nuclear and membrane markers (${platform.toLowerCase()})`.slice(0, 80),
    tissue: tissue === null ? null : (tissues[tissue] ?? tissue),
    pixelSizeUm: pixelSizeIn(row),
  };
}
