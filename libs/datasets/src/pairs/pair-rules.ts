import type { ImageSize, LabelChoice, OverlapRule } from '@cellboard/formats';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import type { LayoutSource, Outlined } from '../entries/layout-entry.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import type { MadeImage } from '../images/read-image.ts';
import type { Truth } from '../images/truth.ts';

/** What the named groups of a pattern found in a path. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** A file whose path says which image it belongs to. */
export interface PlacedFile {
  /** From the root. */
  readonly path: string;
  readonly groups: Groups;
  /** Empty where the dataset has no parts. */
  readonly part: string;
  /** The same for the files of one image, different for different images of a part. */
  readonly key: string;
}

/** Parts of a dataset that the paths of its files say. */
export interface PairParts {
  /** What may be chosen, for the help of the command. */
  readonly about: string;
  /** Which part a file is of. */
  readonly of: (groups: Groups) => string;
  /** The part that is taken if none is asked for; left out where all are. */
  readonly usual?: string;
  /** The parts are several truths of the same images. */
  readonly ofTruths?: true;
  /** What the authors call the part, where it is a split. */
  readonly splitOf?: (part: string) => string | null;
}

/** A file that says more about each image. */
export interface PairTable {
  readonly file: RegExp;
  /** Reads its lines by the group `stem` of the image's path; `csvRows` where it is a CSV file. */
  readonly rowsIn: (path: string, groups: Groups) => Promise<PairRows>;
  /** What is not stated where the file is missing, such as "the pixel sizes". */
  readonly states: string;
}

/** Words of an image's line in the table, by column. */
export type PairRow = Readonly<Record<string, string>>;

/** Lines of a table, and what is to be said of those that are not used. */
export interface PairRows {
  readonly rows: ReadonlyMap<string, PairRow>;
  readonly notes: readonly string[];
}

/** A pattern for all, or one for each truth that the dataset has. */
export type Pattern = RegExp | Readonly<Record<Outlined, RegExp>>;

/** How a dataset of image files and label files lies on the disk. Patterns fit the end of a path, so that archives may nest. */
export interface PairRules extends Pick<PublishedLayout, 'name' | 'description' | 'outlines' | 'overlap'> {
  /** Of images, with a group `stem`; a file that fits another pattern is none. */
  readonly image: Pattern;
  /** Of label files, with a group `stem`. */
  readonly truth: Pattern;
  /** Where the files are looked for, to say so where there are none: "images/*.tif and masks/*.png". */
  readonly expected: string;
  readonly parts?: PairParts;
  /** Which files are of one image: the group `stem` if left out. */
  readonly keyOf?: (groups: Groups) => string;
  /** Names begin with the part: for datasets whose parts have images of the same name. */
  readonly namedByPart?: true;
  readonly tagsOf: (image: PlacedFile, row: PairRow | undefined, outlined: Outlined) => Partial<DatasetTags>;
  readonly table?: PairTable;
  /** How label images are read where their files leave something open. */
  readonly choice?: LabelChoice;
  /** Files may hold the frames of a movie, each with its own label image. */
  readonly stacks?: true;
  /** Reads a truth that is not just a label image; see `truthFile`. */
  readonly truthOf?: (path: string, options: TruthOptions) => Promise<Truth>;
  /** Reads an image that is not sent as it is; see the plan of an image. */
  readonly imageOf?: (image: PlacedFile, root: string) => Promise<MadeImage | null>;
  /** Why images may have no label file; they are then left out with one note. Without it each is a defect. */
  readonly unlabelled?: string;
  /** What is to be said of the files that are read. */
  readonly notes?: (images: readonly PlacedFile[]) => readonly string[];
}

/** What the reader of a truth has to know. */
export interface TruthOptions {
  /** Of the image. */
  readonly size: ImageSize;
  readonly overlap: OverlapRule | undefined;
  readonly source: LayoutSource;
}
