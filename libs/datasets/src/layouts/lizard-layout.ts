import { basename, join } from 'node:path';
import type { Cluster } from '@cellboard/contract';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { note, tagsFor, type LayoutEntry, type LayoutSource, type TruthFiles } from '../entries/layout-entry.ts';
import { onceEach } from '../entries/parts.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { looksLikeImage, stemOf } from '../files/file-names.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import { pairFolders, pathsOf, type ImagesAndLabels, type NamedFolder } from '../folder/pair-folders.ts';
import { readImage } from '../images/read-image.ts';
import { readManifest, rowOf, type ManifestRow } from '../manifest/manifest.ts';
import { instMapTruth } from '../matlab/inst-map-truth.ts';
import { stainedTissue } from '../tissue/stained-tissue.ts';

/** Name of the list that says which fold an image is in. */
const INFO = 'info.csv';

/** The three folds, in the words of a part. */
const folds = ['fold-1', 'fold-2', 'fold-3'];

/** Images are called by the dataset that they were taken from. */
const stems = /^(?:consep|crag|dpath|glas|pannuke)_\d+$/i;

/** All images were taken at 20×, of which this is the usual side of a pixel. */
const PIXEL_SIZE_UM = 0.5;

interface LizardFiles {
  readonly images: readonly NamedFolder[];
  readonly labels: NamedFolder;
  /** Path of the list from the root; undefined where it is missing. */
  readonly info: string | undefined;
}

/**
 * Reads Lizard (Graham et al., ICCV Workshops 2021): `lizard_images{1,2}/Lizard_Images{1,2}/*.png` and
 * `lizard_labels/Lizard_Labels/{info.csv,Labels/*.mat}`, at any depth. The list states the fold of each image and, for
 * those of DigestPath, the slide.
 *
 * @throws DatasetError if it does not lie there, or a fold is asked for that the list does not have
 */
async function* readLizard(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await lizardFiles(source);
  const rows = await rowsOf(source, files);
  if (!rows) yield note(INFO, 'There is none, so the folds of the images are not stated.');
  yield* onceEach(foldersAsked(source, files, rows).map((pair) => readFolder(source, pair, rows)));
}

async function* readFolder(
  source: LayoutSource,
  pair: ImagesAndLabels,
  rows: Rows | undefined,
): AsyncGenerator<LayoutEntry> {
  for (const { stem, image, label } of yield* pairFolders(pair)) {
    const row = rows?.(stem);
    if (rows && !row) yield note(stem, `${INFO} has no line for it, so its fold is not stated.`);
    yield* readImage({
      name: stem,
      imagePath: join(source.root, image),
      tags: tagsFor({ ...lizardTags(row), cluster: slideIn(row) }, source),
      truth: () => instMapTruth(join(source.root, label)),
    });
  }
}

function lizardTags(row: ManifestRow | undefined): Partial<DatasetTags> {
  const fold = row?.words['Split'] ?? '';
  return { ...stainedTissue, tissue: 'colon', pixelSizeUm: PIXEL_SIZE_UM, split: fold === '' ? null : `fold ${fold}` };
}

/** Regions of DigestPath are called by their slide and the place in it, as in `18-13347A_2019-05-08 01_31_58-lv1-14057-…`. */
function slideIn(row: ManifestRow | undefined): Cluster | null {
  const slide = /^(.+)-lv\d+-\d+-\d+-/.exec(row?.words['Source'] ?? '')?.[1];
  return slide === undefined ? null : { kind: 'slide', key: slide };
}

async function lizardFiles({ root }: LayoutSource): Promise<LizardFiles> {
  const paths = await walkFolder(root);
  const folders = [...byFolder(paths)];
  const labels = folders
    .map(([folder, files]) => ({ folder, files: files.filter((file) => /\.mat$/i.test(file)) }))
    .filter(({ files }) => files.some((file) => stems.test(stemOf(file))));
  const images = folders
    .map(([folder, files]) => ({ folder, files: files.filter(looksLikeImage) }))
    .filter(({ folder }) => /^(?:lizard_)?images\d*$/i.test(basename(folder)))
    .filter(({ files }) => files.some((file) => stems.test(stemOf(file))));
  const [only, another] = labels;
  if (!only || images.length === 0)
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${root} holds no images of Lizard, such as Lizard_Images1/glas_1.png, with Lizard_Labels/Labels/glas_1.mat. ` +
        'Unpack the three archives there.',
    );
  if (another)
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${root} holds the labels of Lizard in several folders: ${labels.map(({ folder }) => folder).join(', ')}. Keep one.`,
    );
  return { images, labels: only, info: paths.find((path) => basename(path).toLowerCase() === INFO) };
}

type Rows = (stem: string) => ManifestRow | undefined;

/** The lines of the list; undefined where there is none. */
async function rowsOf({ root, part }: LayoutSource, { info }: LizardFiles): Promise<Rows | undefined> {
  if (part !== undefined && !folds.includes(part))
    throw new DatasetError('LAYOUT_NOT_FOUND', `There is no part "${part}". The parts are ${folds.join(', ')}.`);
  if (info !== undefined) return rowOf(await readManifest(join(root, info), 'Filename'));
  if (part === undefined) return undefined;
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    `${root} holds no ${INFO}, which says what is in ${part}. Unpack lizard_labels.zip there.`,
  );
}

/** Each folder of images with the labels that belong to it, of the fold that is asked for; strays go to the first. */
function foldersAsked(
  { part }: LayoutSource,
  { images, labels }: LizardFiles,
  rows: Rows | undefined,
): readonly ImagesAndLabels[] {
  const asked = (file: string) => part === undefined || rows?.(stemOf(file))?.words['Split'] === part.slice(-1);
  const all = new Set(images.flatMap(({ files }) => files.map(stemOf)));
  return images.map(({ folder, files }, i) => {
    const own = new Set(files.map(stemOf));
    const belongs = (stem: string) => own.has(stem) || (i === 0 && !all.has(stem));
    return {
      images: { folder, files: files.filter(asked) },
      labels: { folder: labels.folder, files: labels.files.filter((file) => asked(file) && belongs(stemOf(file))) },
    };
  });
}

async function lizardTruth(source: LayoutSource): Promise<TruthFiles> {
  const files = await lizardFiles(source);
  const folders = foldersAsked(source, files, await rowsOf(source, files));
  const annotations = files.info === undefined ? [] : [files.info];
  return { annotations, labels: folders.flatMap(({ labels }) => pathsOf(labels)) };
}

/** The layout of Lizard; see {@link readLizard}. */
export const lizardLayout: PublishedLayout = {
  name: 'Lizard',
  description:
    'Folders Lizard_Images1 and Lizard_Images2 (PNG), and Lizard_Labels with info.csv and "Labels" (MATLAB).',
  outlines: ['nucleus'],
  parts: 'fold-1, fold-2 or fold-3',
  read: readLizard,
  truthFiles: lizardTruth,
};
