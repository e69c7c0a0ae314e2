import { FormatError } from '@cellboard/formats';
import { FileError } from '@cellboard/formats/node';
import { LabelImageError } from '@cellboard/labels';

/**
 * Why one image could not be scored. The codes are stable. Of a label file `…_UNREADABLE` says that it is missing or
 * damaged, and that it can be made again from its original.
 */
export type ImageErrorCode =
  /** The truth cannot be read or decoded: the keeper of the truth has to fix it. */
  | 'TRUTH_UNREADABLE'
  /** The prediction cannot be read or decoded: the maker of the prediction has to fix it. */
  | 'PREDICTION_UNREADABLE'
  /** The ignore mask cannot be read or decoded: the keeper of the truth has to fix it. */
  | 'IGNORE_UNREADABLE'
  /** The image itself cannot be read or decoded: its cells cannot be recorded, but scores do not need it. */
  | 'IMAGE_UNREADABLE'
  /** Truth and prediction are images of different sizes. */
  | 'SIZES_DIFFER'
  /** Truth and ignore mask are images of different sizes, which is never the prediction's fault. */
  | 'IGNORE_SIZE_DIFFERS'
  /** Scoring it takes longer than it may. */
  | 'TIMEOUT'
  /** Scoring it takes more memory than it may. */
  | 'OUT_OF_MEMORY'
  /** The system ended the process that scored it, twice. It says nothing of the image. */
  | 'PROCESS_KILLED'
  /** The process that scored it died in any other way. */
  | 'PROCESS_DIED';

/** One image cannot be scored; the message says what was found and how to fix it, and does not repeat the image's name. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  readonly code: ImageErrorCode;

  constructor(code: ImageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What is said of a file that cannot be read or decoded. */
export type UnreadableCode = Extract<ImageErrorCode, `${string}_UNREADABLE`>;

/** Errors of file systems that the person who named the file can fix. */
const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'The file does not exist (any more).',
  EACCES: 'You may not read the file. Change its permissions.',
  EPERM: 'You may not read the file. Change its permissions.',
  EISDIR: 'This is a folder, not a file.',
  ELOOP: 'The link leads to itself.',
  ERR_FS_FILE_TOO_LARGE: 'The file is larger than 2 GiB, the most that can be read. Cut it into tiles.',
  EIO: 'The disk cannot read the file. Copy it again from its origin.',
};

/**
 * Gives the failure of reading a file its place, if a person can fix it.
 *
 * @returns undefined for every other error: it is a bug or a fault of the machine, and stays what it is
 */
export function toImageError(code: UnreadableCode, error: unknown): ImageError | undefined {
  if (error instanceof FormatError || error instanceof LabelImageError)
    return new ImageError(code, error.message, { cause: error });
  if (error instanceof FileError && error.code === 'NOT_A_FILE')
    return new ImageError(code, error.message, { cause: error });
  // What an unreadable file says of itself names its path, which concerns nobody but its keeper.
  const reason = error instanceof FileError ? error.cause : error;
  const fault =
    typeof reason === 'object' && reason !== null && 'code' in reason ? fileFaults[String(reason.code)] : undefined;
  return fault === undefined ? undefined : new ImageError(code, fault, { cause: error });
}
