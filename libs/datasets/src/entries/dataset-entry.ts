import type { EditableTags } from '@cellboard/contract';
import type { LabelChoice } from '@cellboard/formats';

/** What is known about an image beside its pixels: the site's image tags. */
export type DatasetTags = Readonly<EditableTags>;

/** One image of a dataset with its truth. */
export interface DatasetImage {
  readonly kind: 'image';
  readonly name: string;
  readonly imagePath: string;
  /** Null where the image has no truth. */
  readonly truthPath: string | null;
  /** How the truth's file is read where it leaves something open. */
  readonly truthChoice: LabelChoice;
  readonly tags: DatasetTags;
  /** What its authors call its kind, such as "fluorescence-small", where the vocabulary has one modality for several. */
  readonly ownKind?: string;
}

/** Something about a dataset that cannot be used, and how to fix it. */
export interface Defect {
  readonly kind: 'defect';
  /** The image, file or line it is about. */
  readonly name: string;
  readonly message: string;
  /** It is an image of several planes, of which one may be chosen. */
  readonly isStack?: true;
}

/** Something about a dataset that its curator should know. It excludes no image. */
export interface Note {
  readonly kind: 'note';
  /** The image, file or folder it is about. */
  readonly name: string;
  readonly message: string;
}

/** What a dataset's reader yields, one after the other. */
export type DatasetEntry = DatasetImage | Defect | Note;
