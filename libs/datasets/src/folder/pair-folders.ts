import { defect, type LayoutEntry } from '../entries/layout-entry.ts';
import { pairFiles } from './pair-files.ts';

/** Some files of a folder. */
export interface NamedFolder {
  /** Path from the dataset's root; empty for the root itself. */
  readonly folder: string;
  /** File names. */
  readonly files: readonly string[];
}

/** A folder of images and the folder of their labels, which may be the same one. */
export interface ImagesAndLabels {
  readonly images: NamedFolder;
  readonly labels: NamedFolder;
  /** Name of an image by its stem; the stem itself if left out. */
  readonly nameOf?: (stem: string) => string;
  /** Why labels have no image, where the folder says more than that it is missing. */
  readonly whyAlone?: (stem: string) => string | undefined;
}

/** Paths of an image and its labels from the dataset's root. */
export interface PairPaths {
  /** Name of the image without the known suffixes. */
  readonly stem: string;
  readonly image: string;
  readonly label: string;
}

/** The path of a file from the dataset's root, with forward slashes. */
export function pathIn(folder: string, file: string): string {
  return folder === '' ? file : `${folder}/${file}`;
}

/** Yields what of two folders has no partner or several, and returns the pairs in the order of names. */
export function* pairFolders({
  images,
  labels,
  nameOf = (stem) => stem,
  whyAlone = () => undefined,
}: ImagesAndLabels): Generator<LayoutEntry, readonly PairPaths[]> {
  const { pairs, leftOnly, rightOnly, ambiguous } = pairFiles(images.files, labels.files);
  const where = ({ folder }: NamedFolder) => folder || 'the folder itself';
  for (const { name, file } of leftOnly)
    yield defect(
      nameOf(name),
      `${pathIn(images.folder, file)} has no label image in ${where(labels)}. Add it, or remove the image.`,
    );
  for (const { name, file } of rightOnly)
    yield defect(
      nameOf(name),
      whyAlone(name) ??
        `${pathIn(labels.folder, file)} has no image in ${where(images)}. Add it, or remove the label image.`,
    );
  for (const { name, left, right } of ambiguous)
    yield defect(nameOf(name), `Several files may belong together: ${[...left, ...right].join(', ')}. Keep one pair.`);
  return pairs.map(({ name, left, right }) => ({
    stem: name,
    image: pathIn(images.folder, left),
    label: pathIn(labels.folder, right),
  }));
}

/** The paths of a folder's files from the dataset's root. */
export function pathsOf({ folder, files }: NamedFolder): string[] {
  return files.map((file) => pathIn(folder, file));
}
