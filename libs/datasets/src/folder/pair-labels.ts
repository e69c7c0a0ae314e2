import { join } from 'node:path';
import type { FileImage, LabelChoice } from '@cellboard/formats';
import { imagesIn, openPath } from '@cellboard/formats/node';
import { DatasetError } from '../entries/dataset-error.ts';
import { looksLikeImage } from '../files/file-names.ts';
import { orUnreadable } from '../files/unreadable.ts';
import { listLabelFiles } from './list-folder.ts';
import { pairFiles } from './pair-files.ts';

/** The labels of one image: a file, a folder of masks, or a part of a file that holds those of many images. */
export interface LabelFile {
  /** By which it is paired: the name of the file, or that of the image in it. */
  readonly name: string;
  readonly path: string;
  /** Which of the images in the file. */
  readonly choice: LabelChoice;
}

/** Label images of a folder. */
export interface LabelFolder {
  readonly folder: string;
  readonly files: readonly LabelFile[];
  /** Names of what else lies there. */
  readonly ignored: readonly string[];
}

/** How label images are paired with images. */
export interface PairOptions {
  /** Of their names, with `*` in place of the image's name. */
  readonly pattern?: string | undefined;
  /** Takes the images of a file without names in the order of the names of the images. */
  readonly inOrder?: boolean | undefined;
}

/** Label images and the names that they belong to. */
export interface LabelPairing {
  readonly pairs: readonly { readonly name: string; readonly left: string; readonly right: LabelFile }[];
  readonly leftOnly: readonly { readonly name: string; readonly file: string }[];
  readonly rightOnly: readonly LabelFile[];
  readonly ambiguous: readonly {
    readonly name: string;
    readonly left: readonly string[];
    readonly right: readonly LabelFile[];
  }[];
}

/**
 * The label images of a folder, one for each file; those of a lone file of many images one by one, if it names them.
 *
 * @throws DatasetError if the folder, or that file, cannot be read
 */
export async function labelFolder(folder: string): Promise<LabelFolder> {
  const { files, ignored } = await listLabelFiles(folder, { folders: true });
  const all = files.map((name) => ({ name, path: join(folder, name), choice: {} }));
  const images = await imagesOfLone(all);
  const named = images.flatMap(({ name, choice }) => (name === undefined ? [] : [{ name, choice }]));
  const [only] = all;
  if (!only || named.length < 2 || named.length < images.length) return { folder, files: all, ignored };
  return { folder, files: named.map(({ name, choice }) => ({ name: lastOf(name), path: only.path, choice })), ignored };
}

/**
 * Finds the label images that belong to some names, in a folder where they lie one by one, or all in one file.
 *
 * @param left names of images or of their files, or the label images of another folder
 * @throws DatasetError PAIRS_UNCLEAR if the one file does not say which of its images is which
 */
export async function pairLabels(
  left: readonly (string | LabelFile)[],
  { files }: Pick<LabelFolder, 'files'>,
  options: PairOptions = {},
): Promise<LabelPairing> {
  const names = left.map(nameOf);
  const found = toPairing(files, pairFiles(names, files.map(nameOf), options.pattern));
  if (found.pairs.length + found.ambiguous.length > 0 || options.pattern !== undefined) return found;
  const images = await imagesOfLone(files);
  const [only] = files;
  if (!only || images.length === 0) return found;
  const inFile = images.map(({ name, choice }, i) => {
    const label = name ?? numberedName(left, { image: images[i]!, i, count: images.length, inOrder: options.inOrder });
    if (label === undefined) throw unclear(only, images.length, left.length);
    return { name: lastOf(label), path: only.path, choice };
  });
  return toPairing(inFile, pairFiles(names, inFile.map(nameOf)));
}

function nameOf(file: string | LabelFile): string {
  return typeof file === 'string' ? file : file.name;
}

interface Numbered {
  readonly image: FileImage;
  readonly i: number;
  readonly count: number;
  readonly inOrder: boolean | undefined;
}

/** The name of an image that its file only numbers: that of the same number on the other side, or in the order of names. */
function numberedName(
  left: readonly (string | LabelFile)[],
  { image, i, count, inOrder }: Numbered,
): string | undefined {
  const same = left.find(
    (file) => typeof file !== 'string' && file.choice.part !== undefined && file.choice.part === image.choice.part,
  );
  if (same !== undefined) return nameOf(same);
  return inOrder && count === left.length ? left.map(nameOf).sort()[i] : undefined;
}

function unclear({ path }: LabelFile, count: number, wanted: number): DatasetError {
  const fits = count === wanted;
  return new DatasetError(
    'PAIRS_UNCLEAR',
    `${path} holds ${count} label images without names, so it is unclear which belongs to which of the ${wanted} images. ` +
      (fits
        ? 'If they are in the order of the names, say so with --in-order; else save them under the names of the images.'
        : 'Save them under the names of the images.'),
  );
}

function toPairing(files: readonly LabelFile[], pairing: ReturnType<typeof pairFiles>): LabelPairing {
  const byName = new Map(files.map((file) => [file.name, file]));
  const fileOf = (name: string) => byName.get(name) ?? { name, path: name, choice: {} };
  return {
    pairs: pairing.pairs.map(({ name, left, right }) => ({ name, left, right: fileOf(right) })),
    leftOnly: pairing.leftOnly,
    rightOnly: pairing.rightOnly.map(({ file }) => fileOf(file)),
    ambiguous: pairing.ambiguous.map(({ name, left, right }) => ({ name, left, right: right.map(fileOf) })),
  };
}

/** The images in the only file that is no picture; none where there are several files. */
async function imagesOfLone(files: readonly LabelFile[]): Promise<readonly FileImage[]> {
  const [only, another] = files;
  if (!only || another || looksLikeImage(only.name) || only.name.endsWith('/')) return [];
  return orUnreadable(only.path, async () => {
    await using file = await openPath(only.path);
    return await imagesIn(file);
  });
}

/** The last part of a name with folders. */
function lastOf(name: string): string {
  return name.replace(/^.*[/\\]/, '');
}
