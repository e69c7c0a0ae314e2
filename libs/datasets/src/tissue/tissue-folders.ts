import { join } from 'node:path';
import { looksLikeImage, stemOf } from '../files/file-names.ts';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { defect, note, type LayoutEntry } from '../entries/layout-entry.ts';
import { pairFiles } from '../folder/pair-files.ts';
import { readImage, truthFile } from '../images/read-image.ts';

/** Folder of the label images in which the later region keeps a pixel that two claim; NuInsSeg and CryoNuSeg share their tools. */
export const labelFolder = 'label masks modify';

/** Folder of the tissue images. */
export const imageFolder = 'tissue images';

/** The images of a folder, as paths. */
export function filesOf(folder: { readonly folder: string; readonly files: readonly string[] } | undefined): string[] {
  return folder?.files.filter(looksLikeImage).map((file) => `${folder.folder}/${file}`) ?? [];
}

/** A folder of tissue images with the folder of their label images. */
export interface TissueFolders {
  readonly root: string;
  readonly images: { readonly folder: string; readonly files: readonly string[] };
  readonly labels: { readonly folder: string; readonly files: readonly string[] };
  readonly nameOf: (stem: string) => string;
  readonly tagsOf: (stem: string) => DatasetTags;
  /** Masks of what is left out of the scores, where there are any. */
  readonly ignored?: { readonly folder: string; readonly files: readonly string[] } | undefined;
}

/** Reads the pairs of two folders, and what of them has no partner. */
export async function* readTissueFolders(folders: TissueFolders): AsyncGenerator<LayoutEntry> {
  const { root, images, labels, nameOf, tagsOf } = folders;
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
  const masks = yield* masksOf(folders);
  for (const { left, right } of pairs) {
    const mask = masks.get(left);
    if (mask === 'unclear') continue;
    const stem = stemOf(left);
    yield* readImage({
      name: nameOf(stem),
      imagePath: join(root, images.folder, left),
      tags: tagsOf(stem),
      truth: () => truthFile(join(root, labels.folder, right)),
      ignorePath: mask?.path,
    });
  }
}

type Masks = ReadonlyMap<string, { readonly path: string } | 'unclear'>;

/** The mask of each image's file; where several could be meant, the image is a defect. */
function* masksOf({ root, images, ignored, nameOf }: TissueFolders): Generator<LayoutEntry, Masks> {
  if (!ignored) return new Map();
  const { pairs, rightOnly, ambiguous } = pairFiles(
    images.files.filter(looksLikeImage),
    ignored.files.filter(looksLikeImage),
  );
  const masks = new Map<string, { path: string } | 'unclear'>();
  for (const { left, right } of pairs) masks.set(left, { path: join(root, ignored.folder, right) });
  for (const { name, file } of rightOnly)
    yield note(nameOf(name), `${ignored.folder}/${file} has no image in ${images.folder}. It is not read.`);
  for (const { name, left, right } of ambiguous) {
    for (const file of left) masks.set(file, 'unclear');
    yield defect(
      nameOf(name),
      `It is unclear to which image the masks of ${ignored.folder} belong: ${right.join(', ')}. Keep one of each name.`,
    );
  }
  return masks;
}
