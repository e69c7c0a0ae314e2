import { join } from 'node:path';
import type { FileImage, LabelChoice } from '@cellboard/formats';
import { imagesIn, openPath } from '@cellboard/formats/node';
import { DatasetError } from '../entries/dataset-error.ts';
import { looksLikeImage } from '../files/file-names.ts';
import { orUnreadable } from '../files/unreadable.ts';
import { listLabelFiles } from './list-folder.ts';
import { pairFiles, type Pairing } from './pair-files.ts';

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
  /** The label images of the left side, where they are files: those of one file one by one, if it holds several. */
  readonly left: readonly LabelFile[];
  readonly pairs: readonly { readonly name: string; readonly left: string; readonly right: LabelFile }[];
  readonly leftOnly: readonly { readonly name: string; readonly file: string }[];
  readonly rightOnly: readonly { readonly name: string; readonly file: LabelFile }[];
  readonly ambiguous: readonly {
    readonly name: string;
    readonly left: readonly string[];
    readonly right: readonly LabelFile[];
  }[];
  /** What was decided by the order of names, in a sentence; there only where it was. */
  readonly order?: string;
}

/**
 * The label images of a folder, one for each file.
 *
 * @throws DatasetError if the folder cannot be read
 */
export async function labelFolder(folder: string): Promise<LabelFolder> {
  const { files, ignored } = await listLabelFiles(folder, { folders: true });
  return { folder, files: files.map((name) => ({ name, path: join(folder, name), choice: {} })), ignored };
}

/**
 * Finds the label images that belong to some names, in a folder where they lie one by one, or all in one file; the names
 * too may be those of label images in one file.
 *
 * @param left names of images or of their files, or the label images of another folder
 * @throws DatasetError if the one file cannot be read, PAIRS_UNCLEAR if it does not say which of its images is which
 */
export async function pairLabels(
  left: readonly (string | LabelFile)[],
  { files }: Pick<LabelFolder, 'files'>,
  options: PairOptions = {},
): Promise<LabelPairing> {
  const whole = pairNamed(left, files, options);
  if (isPaired(whole) || options.pattern !== undefined) return whole;
  const images = await imagesOfLone(files);
  const inTruth = await namedImages(left.filter((file) => typeof file !== 'string'));
  for (const some of inTruth.length > 0 ? [left, inTruth] : [left]) {
    const right = images.length > 0 ? imageFiles(files, images, { left: some, options }) : files;
    const found = pairNamed(some, right, {});
    if (isPaired(found)) return withOrder(found, images, { left: some, options });
  }
  return files.length === 0 && inTruth.length > 0 ? pairNamed(inTruth, [], {}) : whole;
}

function isPaired({ pairs, ambiguous }: LabelPairing): boolean {
  return pairs.length + ambiguous.length > 0;
}

function pairNamed(
  left: readonly (string | LabelFile)[],
  right: readonly LabelFile[],
  { pattern }: PairOptions,
): LabelPairing {
  const pairing = pairFiles(left.map(nameOf), right.map(nameOf), pattern);
  return { left: left.filter((file) => typeof file !== 'string'), ...toPairing(right, pairing) };
}

/** The images of a lone file that names them all; none else. */
async function namedImages(files: readonly LabelFile[]): Promise<LabelFile[]> {
  const images = await imagesOfLone(files);
  const [only] = files;
  if (!only || images.length < 2 || images.some(({ name }) => name === undefined)) return [];
  return images.map(({ name, choice }) => ({ name: lastOf(name ?? ''), path: only.path, choice }));
}

interface Beside {
  readonly left: readonly (string | LabelFile)[];
  readonly options: PairOptions;
}

/** The images of a lone file; those that are only numbered get the names of the other side, if that is clear. */
function imageFiles(files: readonly LabelFile[], images: readonly FileImage[], { left, options }: Beside): LabelFile[] {
  const [only] = files;
  if (!only) return [];
  return images.flatMap((image, i) => {
    const { inOrder } = options;
    const name = image.name ?? numberedName(left, { image, i, count: images.length, inOrder });
    if (name !== undefined) return [{ name: lastOf(name), path: only.path, choice: image.choice }];
    if (left.length > 1 || inOrder) throw unclear(only, images.length, left.length);
    return [];
  });
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
  const same = sameNumber(left, image);
  if (same !== undefined) return nameOf(same);
  return inOrder && count === left.length ? inTextOrder(left)[i] : undefined;
}

function sameNumber(left: readonly (string | LabelFile)[], { choice: { part } }: FileImage) {
  return left.find((file) => typeof file !== 'string' && file.choice.part !== undefined && file.choice.part === part);
}

/** By code units, so that every machine has the same order. */
function inTextOrder(left: readonly (string | LabelFile)[]): string[] {
  return left.map(nameOf).sort();
}

/** Says how images without names were given those of the other side, if that was done by their order. */
function withOrder(found: LabelPairing, images: readonly FileImage[], { left, options }: Beside): LabelPairing {
  const names = inTextOrder(left);
  const byOrder =
    options.inOrder && images.some((image) => image.name === undefined && sameNumber(left, image) === undefined);
  const [first, last] = [names[0], names.at(-1)];
  if (!byOrder || first === undefined || last === undefined || names.length < 2) return found;
  const numeric = names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const pairs = `label image 1 belongs to ${first}, label image ${String(names.length)} to ${last}`;
  const other = names.findIndex((name, i) => name !== numeric[i]);
  const differs =
    other < 0
      ? ''
      : ` The order by number differs: there, label image ${String(other + 1)} would belong to ${String(numeric[other])}, not to ${String(names[other])}. ` +
        'If the file is in that order, give all numbers in the names the same length, such as 007.';
  return { ...found, order: `--in-order: names are taken in text order, letter by letter: ${pairs}.${differs}` };
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

function toPairing(files: readonly LabelFile[], pairing: Pairing): Omit<LabelPairing, 'left'> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const fileOf = (name: string) => byName.get(name) ?? { name, path: name, choice: {} };
  return {
    pairs: pairing.pairs.map(({ name, left, right }) => ({ name, left, right: fileOf(right) })),
    leftOnly: pairing.leftOnly,
    rightOnly: pairing.rightOnly.map(({ name, file }) => ({ name, file: fileOf(file) })),
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
