import { createHash } from 'node:crypto';
import { decodeLabelPixels, encodeEarlierLabels } from '@cellboard/formats/node';
import type { Defect } from '../entries/dataset-entry.ts';
import { defect, type ImageFiles, type LayoutImage } from '../entries/layout-entry.ts';
import { faultOf } from '../images/read-image.ts';
import { measureImage, StackError, type ImageMeasures } from './measure-image.ts';

/** The SHA-256 of an image's files, in hexadecimal digits. */
export interface FileHashes {
  readonly image: string;
  /** Null where the image has no truth. */
  readonly truth: string | null;
  /** Null where there is no ignore mask. */
  readonly ignore: string | null;
}

/** An image whose files were read to the last pixel; what is remembered of it is small. */
export interface ExaminedImage {
  readonly kind: 'image';
  readonly name: string;
  readonly measures: ImageMeasures;
  readonly sha256: FileHashes;
  /** What is to be said of its truth. */
  readonly notes: readonly string[];
}

/** What is said of an image beside its files. */
export type ImageWords = Pick<LayoutImage, 'name' | 'tags' | 'ownKind'>;

/** An image whose files were read. */
export interface ReadFiles {
  readonly image: ImageWords;
  readonly files: ImageFiles;
  /**
   * Hashes of its files where a server has it already. Its truth and its ignore mask keep those if they hold the same
   * ids, but were written by an earlier release.
   */
  readonly known?: FileHashes | undefined;
}

/**
 * Reads an image's files, hashes and measures them. Files that cannot be read or decoded become a defect.
 *
 * @param examine what hashes and measures them: this thread unless it is said
 */
export async function examineImage(
  { files, ...image }: ImageWords & Pick<LayoutImage, 'files'>,
  known?: FileHashes,
  examine: (read: ReadFiles) => Promise<ExaminedImage | Defect> = examineFiles,
): Promise<ExaminedImage | Defect> {
  let read: ImageFiles;
  try {
    read = await files();
  } catch (error) {
    return defectOf(image, error);
  }
  return examine({ image, files: read, known });
}

/** Hashes and measures the files of an image. Those that cannot be decoded become a defect. */
export async function examineFiles({ image, files, known }: ReadFiles): Promise<ExaminedImage | Defect> {
  try {
    const { measures, notes } = await measureImage(image, files);
    const sha256 = await knownHashes(files, known);
    return { kind: 'image', name: image.name, measures, sha256, notes: [...(files.notes ?? []), ...notes] };
  } catch (error) {
    return defectOf(image, error);
  }
}

function defectOf({ name }: ImageWords, error: unknown): Defect {
  return { ...defect(name, faultOf(error)), ...(error instanceof StackError && { isStack: true as const }) };
}

async function knownHashes({ image, truth, ignore }: ImageFiles, known?: FileHashes): Promise<FileHashes> {
  const now = { image: hashOf(image), truth: truth && hashOf(truth), ignore: ignore && hashOf(ignore) };
  if (known?.image !== now.image) return now;
  const isSame =
    (await holdsSame(truth, now.truth, known.truth)) && (await holdsSame(ignore, now.ignore, known.ignore));
  return isSame ? known : now;
}

/** Whether a label image has a known hash, or would have it if an earlier release had written it. */
async function holdsSame(file: Uint8Array | null, now: string | null, known: string | null): Promise<boolean> {
  if (now === known) return true;
  if (!file || known === null) return false;
  return hashOf(await encodeEarlierLabels(await decodeLabelPixels(file))) === known;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
