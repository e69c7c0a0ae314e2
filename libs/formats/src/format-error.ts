import { oneLine } from './one-line.ts';

/** What is wrong with a file. Clients branch on these codes, so none is ever renamed. */
export type FormatErrorCode =
  /** The bytes are of no format we know. */
  | 'UNKNOWN_FORMAT'
  /** The bytes end, or point, beyond the end of the file. */
  | 'TRUNCATED'
  /** The file breaks the rules of its own format. */
  | 'CORRUPT'
  /** The file is sound, but uses something that is not read here. */
  | 'UNSUPPORTED'
  /** More pixels, entries, points or bytes than the limits allow. */
  | 'TOO_LARGE'
  /** A readable image whose values cannot be the ids of cells. */
  | 'NOT_LABELS'
  /** The file holds several images, and none was asked for. */
  | 'SEVERAL_IMAGES'
  /** Two cells claim the same pixel, and the rule is to refuse that. */
  | 'OVERLAP'
  /** The file speaks of a thing that would have to be run or fetched to be read. */
  | 'UNSAFE';

/**
 * A file that cannot be read, for a reason that its owner can fix: the message says what was found, what was
 * expected and what to do. It never names the file: the caller that opened it does. It is on one line, whatever the file holds.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly code: FormatErrorCode;

  constructor(code: FormatErrorCode, message: string, options?: ErrorOptions) {
    super(oneLine(message), options);
    this.code = code;
  }
}

/** One object of a file has no area, such as a point or a line, so that it is no cell; others may be sound. */
export class NoArea extends FormatError {
  constructor(message: string) {
    super('NOT_LABELS', message);
  }
}

/** A sound file as far as this platform can tell, which only the server decodes. */
export class ServerDecodes extends FormatError {
  constructor(message: string) {
    super('UNSUPPORTED', message);
  }
}
