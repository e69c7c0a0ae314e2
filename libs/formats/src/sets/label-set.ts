import { Archive, isZip } from '../archive/archive.ts';
import { ARCHIVE_LIMITS } from '../archive/archive-limits.ts';
import { checkLabels, uncheckable, type LabelCheck } from '../check-labels.ts';
import { readCheckedLabels } from '../checked-labels.ts';
import { encodeLabels } from '../encode-labels.ts';
import { FormatError } from '../format-error.ts';
import { foreignFormat } from '../foreign-formats.ts';
import { formatOf, imagesIn } from '../formats.ts';
import type { LabelChoice } from '../label-raster.ts';
import { openFile, type FileInput, type OpenedFile } from '../opened-file.ts';
import type { Platform } from '../platform.ts';
import { unknownFormat } from '../decode-labels.ts';
import { chooseNames, lastOf } from './set-names.ts';

/** One label image of a set. */
export interface SetEntry {
  /** Path by which it is paired with an image; in a file of many images, the name that the file gives it. */
  readonly path: string;
  /** Which of the images in one file; empty for a file of its own. */
  readonly choice: Pick<LabelChoice, 'part' | 'plane'>;
}

/** The label images of several images as they were given together. */
export interface SetListing {
  /** A zip archive of files, one file of many label images such as COCO or NPZ, or one label image. */
  readonly kind: 'archive' | 'images' | 'image';
  readonly entries: readonly SetEntry[];
  /** Paths of what else lies there. */
  readonly ignored: readonly string[];
  /** Label images that the one file does not name, so that nobody knows to which images they belong. */
  readonly unnamed: number;
}

/** An opened set: the archive is listed once, a file of many images is opened once. */
export interface LabelSet {
  readonly listing: SetListing;
  /** Says all that is known of one of its label images, see {@link checkLabels}. */
  readonly check: (entry: SetEntry, choice?: LabelChoice) => Promise<LabelCheck>;
  /**
   * A file with that label image alone: the file of the archive as it is, or a plain one of an image among many.
   *
   * @throws FormatError if it cannot be read
   */
  readonly take: (entry: SetEntry, choice?: LabelChoice) => Promise<Uint8Array>;
}

/**
 * Opens the label images of many images: a zip archive of files, or one file that holds all of them.
 *
 * @param name of the file
 * @throws FormatError if it is none of these, damaged, unsafe or too large
 */
export async function openLabelSet(input: FileInput, name: string, platform: Platform): Promise<LabelSet> {
  const file = await openFile(input, platform);
  const foreign = foreignFormat(file.head);
  if (foreign) throw foreign;
  // A zip archive of arrays, of regions or of one Zarr hierarchy is a label file; of anything else a set of files.
  const isArchive = isZip(file.head) && file.files === undefined && file.zarr === undefined && !file.json;
  if (isArchive) return openFilesOf(await Archive.open(file.source, ARCHIVE_LIMITS, platform), platform);
  return openImagesOf(file, name);
}

function openFilesOf(archive: Archive, platform: Platform): LabelSet {
  const { files, ignored } = chooseNames(archive.names);
  const bytesOf = (path: string) => archive.read(path, ARCHIVE_LIMITS.fileBytes);
  return {
    listing: { kind: 'archive', entries: files.map((path) => ({ path, choice: {} })), ignored, unnamed: 0 },
    check: async ({ path }, choice = {}) => {
      try {
        return await checkLabels(await bytesOf(path), choice, platform);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        return uncheckable({ code: error.code, message: error.message });
      }
    },
    take: async ({ path }, choice = {}) => {
      const bytes = await bytesOf(path);
      return isChosen(choice) ? plainLabels(await openFile(bytes, platform), choice) : bytes;
    },
  };
}

async function openImagesOf(file: OpenedFile, name: string): Promise<LabelSet> {
  if (!(await formatOf(file))) throw unknownFormat(file);
  const images = await imagesIn(file);
  const several = images.length > 1 || images[0]?.name !== undefined;
  const named = images.flatMap((one) => (one.name === undefined ? [] : { path: one.name, choice: one.choice }));
  const listing: SetListing = several
    ? { kind: 'images', entries: named, ignored: [], unnamed: images.length - named.length }
    : { kind: 'image', entries: [{ path: lastOf(name), choice: {} }], ignored: [], unnamed: 0 };
  return {
    listing,
    check: (entry, choice = {}) => checkLabels(file, { ...choice, ...entry.choice }, file.platform),
    take: (entry, choice = {}) => plainLabels(file, { ...choice, ...entry.choice }),
  };
}

/** Whether something is chosen beside the size, which is that of the image. */
function isChosen({ size: _size, ...chosen }: LabelChoice): boolean {
  return Object.values(chosen).some((value) => value !== undefined);
}

async function plainLabels(file: OpenedFile, choice: LabelChoice): Promise<Uint8Array> {
  const { labels } = await readCheckedLabels(file, choice);
  return encodeLabels(labels.pixels, file.platform);
}
