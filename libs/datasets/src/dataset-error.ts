/** Why a dataset's folders or manifest cannot be read at all. The codes are stable. */
export type DatasetErrorCode = 'FOLDER_UNREADABLE' | 'MANIFEST_UNREADABLE' | 'COLUMN_NOT_FOUND';

/** A dataset cannot be read; the message says what was found, what was expected and how to mend it. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;

  constructor(code: DatasetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
