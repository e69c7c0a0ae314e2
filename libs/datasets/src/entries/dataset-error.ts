/** Why a dataset's folders or manifest cannot be read at all. The codes are stable. */
export type DatasetErrorCode =
  | 'FOLDER_UNREADABLE'
  | 'MANIFEST_UNREADABLE'
  | 'COLUMN_NOT_FOUND'
  /** A pattern of file names does not say where the image's name stands. */
  | 'PATTERN_INVALID'
  /** It is unclear which labels of a file belong to which image. */
  | 'PAIRS_UNCLEAR'
  /** A file that holds the truth of many images is damaged. */
  | 'ANNOTATIONS_UNREADABLE'
  /** The folder does not hold what the layout expects, or not the part that was asked for. */
  | 'LAYOUT_NOT_FOUND'
  /** The dataset has no truth that cells could be scored against. */
  | 'DATASET_UNSUITABLE';

/** A dataset cannot be read; the message says what was found, what was expected and how to fix it. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;

  constructor(code: DatasetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
