import { basename, join } from 'node:path';
import { asciiMaskTruth } from '../cpm/ascii-mask.ts';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { stemOf } from '../files/file-names.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import { pairFolders, pathsOf, type ImagesAndLabels } from '../folder/pair-folders.ts';
import { readImage } from '../images/read-image.ts';
import { instMapLayout } from '../matlab/inst-map-layout.ts';
import { stainedTissue } from '../tissue/stained-tissue.ts';

/** In the challenge's own archive, images 1 to 7 were taken at 20×, the others at 40×. */
const LAST_AT_20 = 7;

/** Usual sides of a pixel at these magnifications. */
const pixelSizes = { at20: 0.5, at40: 0.25 };

/** An image of the challenge's own archive, whose README lists the magnifications under these names. */
const listed = /^image(\d{2})$/i;

function tagsOf(stem: string): Partial<DatasetTags> {
  const number = listed.exec(stem)?.[1];
  if (number === undefined) return {};
  return { pixelSizeUm: Number(number) <= LAST_AT_20 ? pixelSizes.at20 : pixelSizes.at40 };
}

/** As the authors of HoVer-Net hand it out. */
const matlab = instMapLayout({
  name: 'CPM-15',
  description: 'Folders "Images" (PNG) and "Labels" (MATLAB), or image01.png with image01_mask.txt beside it.',
  folder: /^cpm[-_ ]?15$/i,
  parts: null,
  stems: { pattern: /^image_?\d+$/i, example: 'image01.png' },
  tagsOf,
});

/** The folder of the challenge's own archive; undefined where there is none. */
async function challengeFolder({ root, part }: LayoutSource): Promise<ImagesAndLabels | undefined> {
  const folders = [...byFolder(await walkFolder(root))].flatMap(([folder, files]): ImagesAndLabels[] => {
    const masks = files.filter((file) => /^image\d+_mask\.txt$/i.test(file));
    // Beside them lie pictures of the outlines, such as image01_poly.png.
    const images = files.filter((file) => /\.png$/i.test(file) && listed.test(stemOf(file)));
    return masks.length > 0 ? [{ images: { folder, files: images }, labels: { folder, files: masks } }] : [];
  });
  const [only, another] = folders;
  if (only && part !== undefined)
    throw new DatasetError('LAYOUT_NOT_FOUND', `CPM-15 has no parts, so there is no part "${part}". Leave it out.`);
  if (another)
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${root} holds masks of CPM-15 in several folders: ${folders.map(({ labels }) => labels.folder || basename(root)).join(', ')}. Keep one.`,
    );
  return only;
}

/**
 * Reads CPM-15 (Vu et al., Frontiers in Bioengineering and Biotechnology 2019) in either of the forms in which it is
 * handed out: that of the challenge, with a text of ids beside each image, or that of HoVer-Net's authors.
 *
 * @throws DatasetError if neither lies there, or in several folders
 */
async function* readCpm15(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const folder = await challengeFolder(source);
  if (!folder) {
    yield* matlab.read(source);
    return;
  }
  for (const { stem, image, label } of yield* pairFolders(folder)) {
    yield* readImage({
      name: stem,
      imagePath: join(source.root, image),
      tags: tagsFor({ ...stainedTissue, ...tagsOf(stem) }, source),
      truth: () => asciiMaskTruth(join(source.root, label)),
    });
  }
}

/** The layout of CPM-15; see {@link readCpm15}. */
export const cpm15Layout: PublishedLayout = {
  ...matlab,
  read: readCpm15,
  truthFiles: async (source) => {
    const folder = await challengeFolder(source);
    return folder ? { annotations: [], labels: pathsOf(folder.labels) } : matlab.truthFiles(source);
  },
};
