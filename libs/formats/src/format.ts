import type { LabelChoice, LabelRaster } from './label-raster.ts';
import type { OpenedFile } from './opened-file.ts';

/** One of the images in a file of several. */
export interface FileImage {
  /** As the file names it; undefined if it only has a number. */
  readonly name: string | undefined;
  /** How it is chosen. */
  readonly choice: Pick<LabelChoice, 'part' | 'plane'>;
}

/** A file format that label images come in. */
export interface Format {
  /** Short name that never changes. */
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  /** Usual endings of file names; never used to tell a format. */
  readonly extensions: readonly string[];
  /** Tells the format by content. */
  readonly matches: (file: OpenedFile) => boolean | Promise<boolean>;
  /** Reads a label image; throws a {@link FormatError} if there is none. */
  readonly readLabels: (file: OpenedFile, choice: LabelChoice) => LabelRaster | Promise<LabelRaster>;
  /** The images in a file of many; left out where a file holds one. */
  readonly images?: (file: OpenedFile) => readonly FileImage[] | Promise<readonly FileImage[]>;
}
