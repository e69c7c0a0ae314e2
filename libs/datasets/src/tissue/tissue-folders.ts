import { basename, join } from 'node:path';
import { looksLikeImage, stemOf } from '../files/file-names.ts';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { defect, note, type LayoutEntry } from '../entries/layout-entry.ts';
import { pairFiles } from '../folder/pair-files.ts';
import { pairFolders, type NamedFolder } from '../folder/pair-folders.ts';
import { readImage, truthFile } from '../images/read-image.ts';

/** Folder of the label images in which the later region keeps a pixel that two claim; NuInsSeg and CryoNuSeg share their tools. */
export const labelFolder = 'label masks modify';

/** Folder of the tissue images. */
export const imageFolder = 'tissue images';

/** The images of a folder, as paths. */
export function filesOf(folder: NamedFolder | undefined): string[] {
  return folder?.files.filter(looksLikeImage).map((file) => `${folder.folder}/${file}`) ?? [];
}

/** A folder of tissue images with the folder of their label images. */
export interface TissueFolders {
  readonly root: string;
  readonly images: NamedFolder;
  readonly labels: NamedFolder;
  readonly nameOf: (stem: string) => string;
  readonly tagsOf: (stem: string) => DatasetTags;
  /** Masks of what is left out of the scores, where there are any. */
  readonly ignored?: NamedFolder | undefined;
}

/** Reads the pairs of two folders, and what of them has no partner. */
export async function* readTissueFolders(folders: TissueFolders): AsyncGenerator<LayoutEntry> {
  const { root, images, labels, nameOf, tagsOf } = folders;
  const pictures = ({ folder, files }: NamedFolder) => ({ folder, files: files.filter(looksLikeImage) });
  const pairs = yield* pairFolders({ images: pictures(images), labels: pictures(labels), nameOf });
  const masks = yield* masksOf(folders);
  for (const { image, label } of pairs) {
    const mask = masks.get(basename(image));
    if (mask === 'unclear') continue;
    const stem = stemOf(basename(image));
    yield* readImage({
      name: nameOf(stem),
      imagePath: join(root, image),
      tags: tagsOf(stem),
      truth: () => truthFile(join(root, label)),
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
