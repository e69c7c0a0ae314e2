import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FormatError, type ImageSize } from '@cellboard/formats';
import { decodeLabelPixels } from '@cellboard/formats/node';
import { ndArray, toLabelImage } from '@cellboard/labels';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { defect, tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import { partsOf } from '../entries/parts.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { looksLikeImage } from '../files/file-names.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import { pairFolders, pathIn, pathsOf, type NamedFolder } from '../folder/pair-folders.ts';
import { connectedParts } from '../images/connected-parts.ts';
import { gapsAsCells } from '../images/gaps-as-cells.ts';
import { refuseHidden } from '../images/channel-truth.ts';
import { checkPublishedSize } from '../images/published-size.ts';
import { named, readImage } from '../images/read-image.ts';
import { truthIn, type Truth } from '../images/truth.ts';
import { stainedTissue } from '../tissue/stained-tissue.ts';

/** The folders of the images are numbered: the first eleven are patients with breast cancer, the later ones show brain. */
const LAST_BREAST = 11;

const size: ImageSize = { width: 512, height: 512 };

/** Folder of the images of one patient, and that of their masks. */
interface Slide {
  readonly number: number;
  readonly images: NamedFolder;
  /** Undefined where there is none. */
  readonly labels: NamedFolder | undefined;
}

const slideFolder = /^Slide_(\d+)$/i;

/**
 * Reads TNBC (Naylor et al., IEEE Transactions on Medical Imaging 2019) and its second record, which adds images of the
 * brain: `{Slide_NN,GT_NN}/NN_M.png`. The masks tell nuclei from background, so that each connected part is taken for a
 * nucleus. In masks of cell types every type is foreground.
 *
 * @throws DatasetError if it does not lie there, in several copies, or without the part that is asked for
 */
async function* readTnbc(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  for (const { number, images, labels } of await findSlides(source)) {
    if (!labels) {
      yield defect(
        images.folder,
        `${images.folder} has no folder ${maskFolder(images.folder)}. Unpack the dataset again.`,
      );
      continue;
    }
    for (const { stem, image, label } of yield* pairFolders({ images, labels })) {
      yield* readImage({
        name: stem,
        imagePath: join(source.root, image),
        tags: tagsFor({ ...stainedTissue, ...slideTags(number) }, source),
        truth: (found) => {
          checkPublishedSize(found, number <= LAST_BREAST ? size : undefined, 'TNBC');
          return partsTruth(join(source.root, label));
        },
      });
    }
  }
}

function slideTags(number: number): Partial<DatasetTags> {
  const key = `Slide_${String(number).padStart(2, '0')}`;
  return number <= LAST_BREAST
    ? { tissue: 'breast', pixelSizeUm: 0.25, cluster: { kind: 'donor', key } }
    : { tissue: 'brain', cluster: { kind: 'slide', key } };
}

/** Each connected part of a mask as a nucleus. A mask in colours is read too: only black is background. */
function partsTruth(path: string): Promise<Truth> {
  return named(path, async () => {
    const bytes = await readFile(path);
    const { data, shape } = await decodeLabelPixels(bytes, { colours: 'packed' });
    const [height = 0, width = 0] = shape;
    checkValues(path, data);
    await refuseHidden(bytes, data);
    const labels = toLabelImage(ndArray(connectedParts(data, { width, height }), [height, width]));
    const swapped = gapsAsCells(labels);
    return { ...truthIn(labels), path, notes: swapped === undefined ? [] : [swapped] };
  });
}

/** Folders of the second record whose masks tell cell types apart, and more types than there are. */
const [ofTypes, MOST_TYPES] = [/cell[ _-]?types?/i, 16];

/**
 * Checks that a mask has one value for nuclei: others are of a blurred mask, of ids or of a picture.
 *
 * @throws FormatError NOT_LABELS
 */
function checkValues(path: string, mask: ArrayLike<number>): void {
  const values = new Set<number>();
  for (let at = 0, before = 0; at < mask.length; at++) {
    const value = mask[at] ?? 0;
    if (value !== before && value !== 0) values.add(value);
    before = value;
  }
  if (values.size <= (ofTypes.test(dirname(path)) ? MOST_TYPES : 1)) return;
  const few = [...values].sort((a, b) => a - b).slice(0, 6); // prettier-ignore
  throw new FormatError(
    'NOT_LABELS',
    `The mask holds ${values.size} values beside 0 (${few.join(', ')}${values.size > few.length ? ' …' : ''}), but one was expected: ` +
      'each connected part of it is a nucleus. Unpack the masks again. Masks of cell types are read from a folder with "celltype" in its name.',
  );
}

async function findSlides(source: LayoutSource): Promise<readonly Slide[]> {
  const folders = byFolder((await walkFolder(source.root)).filter((file) => looksLikeImage(basename(file))));
  const paths = [...folders.keys()].filter((folder) => slideFolder.test(basename(folder)));
  const homes = [...new Set(paths.map(dirname))];
  if (homes.length > 1)
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${source.root} holds folders such as Slide_01 in several places: ${homes.join(', ')}. Name one of them.`,
    );
  const slides = new Map(paths.map((folder) => [folder, slideOf(folder, folders)]));
  const chosen = partsOf(source, {
    files: paths,
    partOf: (folder) => ((slides.get(folder)?.number ?? 0) <= LAST_BREAST ? 'breast' : 'brain'),
    missing: `${source.root} holds no folder such as Slide_01 with images and GT_01 with their masks. Unpack the dataset there.`,
  });
  return chosen.flatMap((folder) => slides.get(folder) ?? []).toSorted((a, b) => a.number - b.number);
}

/** The path of the folder of masks that belongs to one of images. */
function maskFolder(folder: string): string {
  return pathIn(dirname(folder) === '.' ? '' : dirname(folder), basename(folder).replace(/^slide/i, 'GT'));
}

function slideOf(folder: string, folders: ReadonlyMap<string, readonly string[]>): Slide {
  const masks = folders.get(maskFolder(folder));
  return {
    number: Number(slideFolder.exec(basename(folder))?.[1]),
    images: { folder, files: folders.get(folder) ?? [] },
    labels: masks && { folder: maskFolder(folder), files: masks },
  };
}

/** The layout of TNBC; see {@link readTnbc}. */
export const tnbcLayout: PublishedLayout = {
  name: 'TNBC',
  description: 'Folders Slide_01 and so on with images, each with a folder GT_01 and so on of masks (PNG).',
  outlines: ['nucleus'],
  parts: 'breast or brain',
  read: readTnbc,
  truthFiles: async (source) => ({
    annotations: [],
    labels: (await findSlides(source)).flatMap(({ labels }) => (labels ? pathsOf(labels) : [])),
  }),
};
