/** What is known of an image beside its pixels; the words of the site's image tags. */
export interface DatasetTags {
  readonly cellType: string;
  readonly modality: string;
  readonly stain: string | null;
  readonly tissue: string | null;
  /** Side of a pixel in micrometres. */
  readonly pixelSizeUm: number | null;
}

/** One image of a dataset with its truth. */
export interface DatasetImage {
  readonly kind: 'image';
  readonly name: string;
  readonly imagePath: string;
  readonly truthPath: string;
  readonly tags: DatasetTags;
}

/** Something of a dataset that cannot be used, and how to mend it. */
export interface Defect {
  readonly kind: 'defect';
  /** The image, file or line it is about. */
  readonly name: string;
  readonly message: string;
}

/** What a dataset's reader hands out, one after the other. */
export type DatasetEntry = DatasetImage | Defect;
