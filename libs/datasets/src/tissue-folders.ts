import { join } from 'node:path';
import { looksLikeImage, stemOf } from './file-names.ts';
import type { DatasetTags } from './dataset-entry.ts';
import { defect, type LayoutEntry } from './layout-entry.ts';
import { pairFiles } from './pair-files.ts';
import { readImage, truthFile } from './read-image.ts';

/** Folder of the label images in which the later region keeps a pixel that two claim; NuInsSeg and CryoNuSeg share their tools. */
export const labelFolder = 'label masks modify';

/** Folder of the tissue images. */
export const imageFolder = 'tissue images';

/** A folder of tissue images with the folder of their label images. */
export interface TissueFolders {
  readonly root: string;
  readonly images: { readonly folder: string; readonly files: readonly string[] };
  readonly labels: { readonly folder: string; readonly files: readonly string[] };
  readonly nameOf: (stem: string) => string;
  readonly tagsOf: (stem: string) => DatasetTags;
}

/** Reads the pairs of two folders, and what of them has no partner. */
export async function* readTissueFolders({
  root,
  images,
  labels,
  nameOf,
  tagsOf,
}: TissueFolders): AsyncGenerator<LayoutEntry> {
  const { pairs, leftOnly, rightOnly, ambiguous } = pairFiles(
    images.files.filter(looksLikeImage),
    labels.files.filter(looksLikeImage),
  );
  for (const { name, file } of leftOnly)
    yield defect(
      nameOf(name),
      `${images.folder}/${file} has no label image in ${labels.folder}. Add it, or remove the image.`,
    );
  for (const { name, file } of rightOnly)
    yield defect(
      nameOf(name),
      `${labels.folder}/${file} has no image in ${images.folder}. Add it, or remove the label image.`,
    );
  for (const { name, left, right } of ambiguous)
    yield defect(nameOf(name), `Several files may belong together: ${[...left, ...right].join(', ')}. Keep one pair.`);
  for (const { left, right } of pairs) {
    const stem = stemOf(left);
    yield* readImage({
      name: nameOf(stem),
      imagePath: join(root, images.folder, left),
      tags: tagsOf(stem),
      truth: () => truthFile(join(root, labels.folder, right)),
    });
  }
}
