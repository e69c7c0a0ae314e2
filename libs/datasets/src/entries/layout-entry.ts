import type { ClusterKind } from '@cellboard/contract';
import type { LabelChoice, OverlapRule } from '@cellboard/formats';
import type { LabelImage } from '@cellboard/labels';
import type { DatasetTags, Defect, Note } from './dataset-entry.ts';

/** What is outlined in an image. */
export type Outlined = 'cell' | 'nucleus';

/** The files of an image as they are uploaded. */
export interface ImageFiles {
  readonly image: Uint8Array<ArrayBuffer>;
  /** The file that holds the image as it is sent; left out where it was made of others. */
  readonly imagePath?: string;
  /** A label image; null where the image has no truth. */
  readonly truth: Uint8Array<ArrayBuffer> | null;
  /** What decoding the truth gives, where it was decoded before its file was written. */
  readonly labels?: LabelImage;
  /** A mask of the image's size, other than 0 where nothing is scored; null where everything is. */
  readonly ignore: Uint8Array<ArrayBuffer> | null;
  /** What is to be said of the files from which they were made. */
  readonly notes?: readonly string[];
  /** The truth's own file, for messages. */
  readonly truthPath?: string;
  /** Why the file of the truth cannot be one, see `doubtAsTruth`, where it was read before it was made a label image. */
  readonly doubt?: string;
  /** Each id of the truth is surely one cell, as where each was outlined on its own; then no doubt is raised. */
  readonly idsAreCells?: true;
}

/** What tells two images that are equal under different names. */
export interface ImageContent {
  /** Equal images are equally long; most others are not, so that nobody has to read them once more. */
  readonly bytes: number;
  /** SHA-256 in hexadecimal digits. Holds no more memory than a path. */
  readonly sha256: () => string | Promise<string>;
}

/** An image of a published dataset with its truth, if it has one; both were read and checked. */
export interface LayoutImage {
  readonly kind: 'image';
  readonly name: string;
  readonly tags: DatasetTags;
  /** What its authors call its kind, such as "fluorescence-small", where the vocabulary has one modality for several. */
  readonly ownKind?: string;
  /** In its truth; null where it has none. */
  readonly cells: number | null;
  /** Pixels that are left out of the scores, because nobody can say what is there. */
  readonly ignoredPixels: number;
  /** Of the image as the dataset stores it. */
  readonly content: ImageContent;
  /** Its files; those that are made of others, such as of a file for each channel, are the same each time with the same release. */
  readonly files: () => Promise<ImageFiles>;
}

/** What a published dataset's reader yields, one after the other. */
export type LayoutEntry = LayoutImage | Defect | Note;

/** Where a published dataset lies, and which of its choices are taken. */
export interface LayoutSource {
  /** Folder into which the dataset was unpacked. */
  readonly root: string;
  /** The only part to read, such as `test`; see the layout's `parts`. */
  readonly part?: string | undefined;
  /** Which of two truths to take, where a dataset has both. */
  readonly outlined?: Outlined | undefined;
  /** Which cell keeps a pixel that several outlines claim; the layout's own rule if not said. */
  readonly overlap?: OverlapRule | undefined;
  /** How label images are read where their files leave something open. */
  readonly choice?: LabelChoice | undefined;
  /** Tags for all images; they replace those that the dataset states itself. */
  readonly tags?: Partial<DatasetTags> | undefined;
  /** Takes images without truth too, where the layout can have them; without it they are defects. */
  readonly withoutTruth?: boolean | undefined;
  /** Columns of a list of images, where the layout reads one. */
  readonly columns?: GroupColumns | undefined;
}

/** Columns that say which images depend on each other. */
export interface GroupColumns {
  /** Name of the image's group. */
  readonly cluster?: string | undefined;
  /** What the groups are, for all images. */
  readonly clusterKind?: ClusterKind | undefined;
  /** The image's place in a stack, from 0. */
  readonly planeZ?: string | undefined;
  /** The image's place in a movie, from 0. */
  readonly planeT?: string | undefined;
}

/** The files that a dataset's truth comes from, as paths from its root. */
export interface TruthFiles {
  /** Files that hold the truths or the tags of many images. */
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

/** The tags of an image: the curator's first, then those of the dataset; what neither states is `not stated`. */
export function tagsFor(known: Partial<DatasetTags>, source: LayoutSource): DatasetTags {
  return {
    cellType: 'not stated',
    modality: 'not stated',
    stain: null,
    tissue: null,
    pixelSizeUm: null,
    cluster: null,
    split: null,
    planeZ: null,
    planeT: null,
    ...known,
    ...source.tags,
  };
}
