import { createHash } from 'node:crypto';
import type { Defect } from '../entries/dataset-entry.ts';
import { defect, type LayoutImage } from '../entries/layout-entry.ts';
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

/** Reads an image's files, hashes and measures them. Files that cannot be read or decoded become a defect. */
export async function examineImage(
  image: Pick<LayoutImage, 'name' | 'tags' | 'ownKind' | 'files'>,
): Promise<ExaminedImage | Defect> {
  try {
    const files = await image.files();
    const { measures, notes } = await measureImage(image, files);
    const sha256 = {
      image: hashOf(files.image),
      truth: files.truth && hashOf(files.truth),
      ignore: files.ignore && hashOf(files.ignore),
    };
    return { kind: 'image', name: image.name, measures, sha256, notes: [...(files.notes ?? []), ...notes] };
  } catch (error) {
    return { ...defect(image.name, faultOf(error)), ...(error instanceof StackError && { isStack: true as const }) };
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
