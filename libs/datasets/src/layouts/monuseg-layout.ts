import { basename, dirname } from 'node:path';
import type { LayoutEntry, LayoutSource } from '../entries/layout-entry.ts';
import { onceEach, onePerPart, partsOf } from '../entries/parts.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import { pathIn } from '../folder/pair-folders.ts';
import { organIn } from '../tissue/published-organs.ts';
import { donorOf } from '../tissue/slide-of.ts';
import {
  outlineFiles,
  picturesAmong,
  readSet,
  splitNamed,
  xmlAmong,
  type OutlinedDataset,
  type OutlinedSet,
} from '../xml/outlined-sets.ts';

const monuseg: OutlinedDataset = {
  name: 'MoNuSeg',
  size: { width: 1000, height: 1000 },
  tagsOf: (stem) => ({ tissue: organIn('monuseg', stem), cluster: donorOf(stem) }),
};

/**
 * Reads MoNuSeg (Kumar et al., IEEE Transactions on Medical Imaging 2020): for training `Tissue Images/*.tif` and
 * `Annotations/*.xml`, for testing `*.tif` and `*.xml` side by side, at any depth.
 *
 * @throws DatasetError if neither lies there, or not the part that is asked for, or a part twice
 */
async function* readMoNuSeg(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const sets = await findSets(source);
  yield* onceEach(sets.map((set) => readSet(source, monuseg, set)));
}

/** The sets that are asked for, those for training first. */
async function findSets(source: LayoutSource): Promise<readonly OutlinedSet[]> {
  const folders = byFolder(await walkFolder(source.root));
  const sets = new Map<string, OutlinedSet>();
  for (const [folder, files] of folders) {
    const set = setOf(source, { folder, files, folders });
    if (set) sets.set(folder, set);
  }
  const partOf = (folder: string) => sets.get(folder)?.split ?? '';
  const missing =
    `${source.root} holds neither "Tissue Images" with "Annotations" (XML), as MoNuSeg has them for training, nor images with XML files ` +
    'of the same names beside them, as it has them for testing. Unpack the archives of the challenge there; copies with label images are not read.';
  const chosen = onePerPart(partsOf(source, { files: [...sets.keys()], partOf, missing }), partOf);
  return chosen.flatMap((folder) => sets.get(folder) ?? []).toSorted((a, b) => (a.split > b.split ? -1 : 1));
}

interface Folder {
  readonly folder: string;
  readonly files: readonly string[];
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/** The set that a folder of images is; undefined for any other folder. */
function setOf(source: LayoutSource, { folder, files, folders }: Folder): OutlinedSet | undefined {
  const images = { folder, files: picturesAmong(files) };
  if (images.files.length === 0) return undefined;
  const named = splitNamed(source, folder);
  if (xmlAmong(files).length > 0) return { split: named ?? 'test', images, labels: { folder, files: xmlAmong(files) } };
  if (!/^tissue[ _]images$/i.test(basename(folder))) return undefined;
  const home = dirname(folder) === '.' ? '' : dirname(folder);
  const beside = [...folders.keys()].find((other) => other.toLowerCase() === pathIn(home, 'Annotations').toLowerCase());
  const labels = { folder: beside ?? pathIn(home, 'Annotations'), files: xmlAmong(folders.get(beside ?? '') ?? []) };
  return { split: named ?? 'train', images, labels };
}

/** The layout of MoNuSeg; see {@link readMoNuSeg}. */
export const monusegLayout: PublishedLayout = {
  name: 'MoNuSeg',
  description: '"Tissue Images" with "Annotations" (XML) for training, images and XML files side by side for testing.',
  outlines: ['nucleus'],
  parts: 'train or test',
  read: readMoNuSeg,
  truthFiles: async (source) => outlineFiles(await findSets(source)),
};
