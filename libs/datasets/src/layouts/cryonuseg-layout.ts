import { basename } from 'node:path';
import { DatasetError } from '../entries/dataset-error.ts';
import { tagsFor, type LayoutEntry, type LayoutSource, type TruthFiles } from '../entries/layout-entry.ts';
import { filesOf, imageFolder, labelFolder, readTissueFolders, type TissueFolders } from '../tissue/tissue-folders.ts';
import { slideOf } from '../tissue/slide-of.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/** The three annotations of every image, with the names of their folders; the first that fits counts. */
const annotators: readonly (readonly [part: string, folder: RegExp])[] = [
  ['biologist-2', /second round|manual[ _]?(marks?[ _]?)?up/i],
  ['bioinformatician', /annotator[ _]?2|bioinformatician/i],
  ['biologist-1', /(?:)/],
];

const USUAL_PART = 'biologist-1';

/** What may be asked for as a part. */
const cryoNuSegParts = annotators.map(([part]) => part).sort();

/**
 * Reads CryoNuSeg (Mahbod et al., Computers in Biology and Medicine 2021): `tissue images`, and for each of three
 * annotations a folder `label masks modify` at some depth, which differs between the places that offer the dataset
 * One annotation is the truth of a dataset: the biologist's first round unless another is asked for.
 *
 * @throws DatasetError if the images or that annotation are not there, or the annotation is there twice
 */
async function* readCryoNuSeg(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const { images, labels } = await cryoNuSegFolders(source);
  yield* readTissueFolders({
    root: source.root,
    images,
    labels,
    nameOf: (stem) => stem,
    tagsOf: (stem) => {
      const tissue = /^Human_(.+)_\d+$/
        .exec(stem)?.[1]
        ?.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
        .toLowerCase();
      const known = { modality: 'brightfield', stain: 'H&E', tissue: tissue ?? null };
      return tagsFor({ ...known, cluster: slideOf(stem) }, source);
    },
  });
}

/** The label images of the annotation that is asked for. */
async function cryoNuSegTruth(source: LayoutSource): Promise<TruthFiles> {
  const { labels } = await cryoNuSegFolders(source);
  return { annotations: [], labels: filesOf(labels), part: source.part ?? USUAL_PART };
}

async function cryoNuSegFolders(source: LayoutSource): Promise<Pick<TissueFolders, 'images' | 'labels'>> {
  const folders = byFolder(await walkFolder(source.root));
  const part = source.part ?? USUAL_PART;
  const images = onlyOne(
    [...folders.keys()].filter((folder) => basename(folder) === imageFolder),
    `folder "${imageFolder}"`,
    source,
  );
  const annotated = [...folders.keys()].filter((folder) => basename(folder) === labelFolder);
  const labels = onlyOne(
    annotated.filter((folder) => annotatorOf(folder) === part),
    `folder "${labelFolder}" of ${part}`,
    source,
  );
  const folder = (path: string) => ({ folder: path, files: folders.get(path) ?? [] });
  return { images: folder(images), labels: folder(labels) };
}

function annotatorOf(folder: string): string | undefined {
  return annotators.find(([, words]) => words.test(folder))?.[0];
}

function onlyOne(found: readonly string[], what: string, { root }: LayoutSource): string {
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    found.length === 0
      ? `${root} holds no ${what}. Name the folder into which the dataset was unpacked; the parts are ${cryoNuSegParts.join(', ')}.`
      : `${root} holds more than one ${what}: ${found.join('; ')}. Keep one of them.`,
  );
}

/** The layout of CryoNuSeg; see {@link readCryoNuSeg}. */
export const cryoNuSegLayout: PublishedLayout = {
  name: 'CryoNuSeg',
  description: '"tissue images" and three annotations of them, each with "label masks modify".',
  outlines: ['nucleus'],
  parts: 'biologist-1 (taken if left out), biologist-2 or bioinformatician',
  read: readCryoNuSeg,
  truthFiles: cryoNuSegTruth,
};
