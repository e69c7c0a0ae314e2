import { basename, join } from 'node:path';
import type { CellShape, ImageSize, NumpyArray, OverlapRule } from '@cellboard/formats';
import { openNpyFile } from '@cellboard/formats/node';
import { note, tagsFor, type LayoutEntry, type LayoutSource, type TruthFiles } from '../entries/layout-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { onceEach, onePerPart, partsOf } from '../entries/parts.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { orUnreadable } from '../files/unreadable.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { idCells, paintIds, type Truth } from '../images/truth.ts';
import { firstChannels } from '../npy/channel-ids.ts';
import { openNpyPair, readNpyPair } from '../npy/npy-pair.ts';
import { placeName } from '../npz/npz-part.ts';

/** Nuclei of one kind each: neoplastic, inflammatory, connective, dead, epithelial. */
const NUCLEI_CHANNELS = 5;

/** With the background, which comes last. */
const CHANNELS = NUCLEI_CHANNELS + 1;

const RULE = 'later';

/** The three files of a fold, as paths from the root. */
interface Fold {
  readonly part: string;
  readonly images: string;
  readonly masks: string;
  /** Null where it is not there. */
  readonly types: string | null;
}

/**
 * Reads PanNuke (Gamper et al., arXiv:2003.10778): for each of three folds `images.npy`, `masks.npy` and `types.npy`,
 * in folders whose names say the fold. Masks have a channel for each of five kinds of nuclei, and a last one of the
 * background, which is not read. A nucleus is a value of a channel; where two channels claim a pixel, the later one
 * keeps it unless another rule is chosen. An image is named by its fold and its place in the fold, from 0.
 *
 * @throws DatasetError if there is no fold, not the fold that was asked for, or a file is damaged
 */
async function* readPanNuke(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const folds = await panNukeFolds(source);
  yield* onceEach(folds.map((fold) => readFold(source, fold)));
}

async function* readFold(source: LayoutSource, { part, images, masks, types }: Fold): AsyncGenerator<LayoutEntry> {
  await using pair = await openNpyPair({ root: source.root, images, labels: masks, labelChannels: CHANNELS });
  const tissues = types === null ? undefined : await tissuesIn(join(source.root, types), pair.count);
  if (!tissues) yield note(part, 'There is no types.npy beside its images, so the tissues are not stated.');
  const known = { modality: 'brightfield', stain: 'H&E', pixelSizeUm: 0.25, split: part.replace('fold', 'fold ') };
  yield* readNpyPair({
    pair,
    imageAt: (index) => ({
      name: `${part}_${placeName(index, pair.count)}`,
      tags: tagsFor({ ...known, tissue: tissues?.[index] ?? null }, source),
    }),
    truthIn: (labels, size) => panNukeTruth(labels, size, source.overlap ?? RULE),
  });
}

function panNukeTruth(masks: NumpyArray, size: ImageSize, rule: OverlapRule): Truth {
  const cells: CellShape[] = [];
  for (const ids of firstChannels(masks, NUCLEI_CHANNELS)) {
    if (ids) cells.push(...idCells(ids, size, cells.length + 1));
  }
  return paintIds(cells, size, rule);
}

/** The tissue of each image, such as "adrenal gland". */
async function tissuesIn(path: string, count: number): Promise<readonly (string | null)[]> {
  const rows = await orUnreadable(path, async () => {
    await using file = await openNpyFile(path);
    return await file.rows();
  });
  if (rows.length !== count)
    throw new DatasetError(
      'ANNOTATIONS_UNREADABLE',
      `${path} names ${rows.length} tissues, but there are ${count} images. Check that they are of the same fold.`,
    );
  return rows.map(([word]) => (typeof word === 'string' && word !== '' ? tissueOf(word) : null));
}

/** "Adrenal_gland" and "Bile-duct" as words. */
function tissueOf(word: string): string {
  const words = word.replace(/[_-]+/g, ' ').toLowerCase().slice(0, 80);
  return words === 'headneck' ? 'head and neck' : words;
}

async function panNukeFolds(source: LayoutSource): Promise<readonly Fold[]> {
  const files = await walkFolder(source.root);
  refuseFoldsFromZero(source.root, files);
  const named = (name: string) => files.filter((file) => basename(file) === name && partOf(file) !== '');
  const missing = `${source.root} holds no images.npy in a folder of a fold, such as "Fold 1/images/fold1". Unpack fold_1.zip there.`;
  const chosen = onePerPart(partsOf(source, { files: named('images.npy'), partOf, missing }), partOf);
  return chosen.map((images) => {
    const part = partOf(images);
    const [masks] = onePerPart(
      named('masks.npy').filter((file) => partOf(file) === part),
      partOf,
    );
    const [types] = onePerPart(
      named('types.npy').filter((file) => partOf(file) === part),
      partOf,
    );
    if (masks !== undefined) return { part, images, masks, types: types ?? null };
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${source.root} holds the images of ${part}, but not its masks.npy. Unpack the archive of the fold as a whole.`,
    );
  });
}

/**
 * CellViT counts the folds from 0, so that its fold 1 is the second.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND
 */
function refuseFoldsFromZero(root: string, files: readonly string[]): void {
  const zero = files.find((file) => basename(file) === 'images.npy' && /fold[ _-]?0\//i.test(file));
  if (zero === undefined) return;
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    `${root} counts its folds from 0 (${zero}), as CellViT does, but PanNuke counts them from 1, so that "fold1" could mean either. ` +
      'Rename the folders as they were published: fold2 to fold3, then fold1 to fold2, then fold0 to fold1.',
  );
}

/** The fold that the last folder with a fold's name says: "fold1"; nothing where none does. */
function partOf(file: string): string {
  const fold = [...file.matchAll(/fold[ _-]?([123])(?=\/)/gi)].at(-1)?.[1];
  return fold === undefined ? '' : `fold${fold}`;
}

async function panNukeTruthFiles(source: LayoutSource): Promise<TruthFiles> {
  const folds = await panNukeFolds(source);
  return { annotations: folds.flatMap(({ masks, types }) => [masks, ...(types === null ? [] : [types])]), labels: [] };
}

/** The layout of PanNuke; see {@link readPanNuke}. */
export const panNukeLayout: PublishedLayout = {
  name: 'PanNuke',
  description: 'images.npy, masks.npy and types.npy for each of three folds.',
  outlines: ['nucleus'],
  parts: 'fold1, fold2 or fold3',
  overlap: RULE,
  read: readPanNuke,
  truthFiles: panNukeTruthFiles,
};
