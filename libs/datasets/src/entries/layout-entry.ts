import type { OverlapRule } from '@cellboard/formats';
import type { DatasetTags, Defect } from './dataset-entry.ts';

/** What is outlined in an image. */
export type Outlined = 'cell' | 'nucleus';

/** The files of an image as they are handed in. */
export interface ImageFiles {
  readonly image: Uint8Array<ArrayBuffer>;
  /** A label image. */
  readonly truth: Uint8Array<ArrayBuffer>;
  /** A mask of the image's size, not 0 where nothing is to be scored; null where everything is. */
  readonly ignore: Uint8Array<ArrayBuffer> | null;
}

/** An image of a published dataset with its truth, both read and checked. */
export interface LayoutImage {
  readonly kind: 'image';
  readonly name: string;
  readonly tags: DatasetTags;
  /** In its truth. */
  readonly cells: number;
  /** Pixels that are left out of the scores, because nobody can say what is there. */
  readonly ignoredPixels: number;
  /** Of the image as the dataset stores it: the same for two images that are equal under different names. */
  readonly imageSha256: string;
  /** Its files; the same at every reading, byte for byte. */
  readonly files: () => Promise<ImageFiles>;
}

/** Something about a dataset that its curator should know, but that keeps no image out. */
export interface Note {
  readonly kind: 'note';
  /** The image, file or folder it is about. */
  readonly name: string;
  readonly message: string;
}

/** What a published dataset's reader hands out, one after the other. */
export type LayoutEntry = LayoutImage | Defect | Note;

/** Where a published dataset lies, and which of its choices are taken. */
export interface LayoutSource {
  /** Folder into which the dataset was unpacked. */
  readonly root: string;
  /** The only part to read, such as `test`; see the layout's `parts`. */
  readonly part?: string | undefined;
  /** Which of two truths to take, where a dataset has both. */
  readonly outlined?: Outlined | undefined;
  /** Which cell keeps a pixel that several outlines claim; the smaller one if not said. */
  readonly overlap?: OverlapRule | undefined;
  /** Tags for all images; they stand above those that the dataset says itself. */
  readonly tags?: Partial<DatasetTags> | undefined;
}

/** The files that a dataset's truth comes from, as paths from its root. */
export interface TruthFiles {
  /** Files that hold the truth, or what is said, of many images. */
  readonly annotations: readonly string[];
  /** Label images, masks and outlines of single images. */
  readonly labels: readonly string[];
  /** The part that is taken where none is asked for; left out where all are. */
  readonly part?: string;
}

export function defect(name: string, message: string): Defect {
  return { kind: 'defect', name, message };
}

export function note(name: string, message: string): Note {
  return { kind: 'note', name, message };
}

/** The tags of an image: the curator's words above those of the dataset; what nobody says is `not stated`. */
export function tagsFor(known: Partial<DatasetTags>, source: LayoutSource): DatasetTags {
  return {
    cellType: 'not stated',
    modality: 'not stated',
    stain: null,
    tissue: null,
    pixelSizeUm: null,
    ...known,
    ...source.tags,
  };
}
