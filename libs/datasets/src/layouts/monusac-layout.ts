import { basename } from 'node:path';
import { DatasetError } from '../entries/dataset-error.ts';
import type { LayoutEntry, LayoutSource } from '../entries/layout-entry.ts';
import { onceEach, partsOf } from '../entries/parts.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { stemOf } from '../files/file-names.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import { pathIn } from '../folder/pair-folders.ts';
import { organIn } from '../tissue/published-organs.ts';
import { donorOf } from '../tissue/slide-of.ts';
import {
  innerNames,
  outlineFiles,
  picturesAmong,
  readSet,
  splitNamed,
  xmlAmong,
  type OutlinedDataset,
  type OutlinedSet,
} from '../xml/outlined-sets.ts';

const monusac: OutlinedDataset = {
  name: 'MoNuSAC',
  classes: ['epithelial', 'lymphocyte', 'macrophage', 'neutrophil'],
  ignored: 'ambiguous',
  tagsOf: (stem) => ({ tissue: organIn('monusac', stem), cluster: donorOf(stem) }),
};

/**
 * Reads MoNuSAC (Verma et al., IEEE Transactions on Medical Imaging 2021): for each patient a folder of images (`.tif`,
 * `.svs`) and XML files of the same names, inside `MoNuSAC_images_and_annotations` for training and
 * `MoNuSAC Testing Data and Annotations` for testing. In regions of the class Ambiguous nothing is scored.
 *
 * @throws DatasetError if no patient's folder lies there, the folders do not say what is for training, or there is not
 *   the part that is asked for
 */
async function* readMoNuSac(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const sets = await findSets(source);
  yield* onceEach(sets.map((set) => readSet(source, monusac, set)));
}

/** The folders of the patients that are asked for, those for training first. */
async function findSets(source: LayoutSource): Promise<readonly OutlinedSet[]> {
  const folders = [...byFolder(await walkFolder(source.root))].filter(
    ([folder, files]) =>
      donorOf(basename(folder)) !== null && (xmlAmong(files).length > 0 || picturesAmong(files).length > 0),
  );
  const sets = new Map(folders.map(([folder, files]) => [folder, setOf(source, folder, files)]));
  const missing =
    `${source.root} holds no folders of patients, such as TCGA-55-1594-01Z-00-DX1, with images and XML files. ` +
    'Unpack the archives of the challenge there.';
  const chosen = partsOf(source, {
    files: [...sets.keys()],
    partOf: (folder) => sets.get(folder)?.split ?? '',
    missing,
  });
  return chosen.flatMap((folder) => sets.get(folder) ?? []).toSorted((a, b) => (a.split > b.split ? -1 : 1));
}

function setOf(source: LayoutSource, folder: string, files: readonly string[]): OutlinedSet {
  const slides = new Set(files.filter((file) => /\.svs$/i.test(file)).map((file) => file.slice(0, -'.svs'.length)));
  return {
    split: splitOf(source, folder),
    images: { folder, files: picturesAmong(files) },
    labels: { folder, files: xmlAmong(files) },
    whyAlone: (stem) =>
      slides.has(stem)
        ? `${pathIn(folder, stem)}.svs has no .tif beside it, as in a few places of the archive, and .svs files are not read. ` +
          `Save its largest picture as ${stemOf(stem)}.tif, without loss and in its full size.`
        : undefined,
  };
}

/** Only the names of their folders tell the archives apart: both hold images of two patients. */
function splitOf(source: LayoutSource, folder: string): OutlinedSet['split'] {
  const named = splitNamed(source, folder);
  if (named) return named;
  if (innerNames(source, folder).some((word) => /images_and_annotations/i.test(word))) return 'train';
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    `Nothing says whether the images in ${folder} are for training or testing. Keep the folders of the archives, ` +
      'MoNuSAC_images_and_annotations and "MoNuSAC Testing Data and Annotations", and name the folder that holds them.',
  );
}

/** The layout of MoNuSAC; see {@link readMoNuSac}. */
export const monusacLayout: PublishedLayout = {
  name: 'MoNuSAC',
  description: 'A folder for each patient with images (TIFF) and XML files, inside the folders of the two archives.',
  outlines: ['nucleus'],
  parts: 'train or test',
  read: readMoNuSac,
  truthFiles: async (source) => outlineFiles(await findSets(source)),
};
