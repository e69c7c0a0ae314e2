/** A record of cells that cannot be read: it is missing or damaged. */
export class UnreadableRecordError extends Error {
  override readonly name = 'UnreadableRecordError';
}

/** Rows that go into one piece of a CSV file. */
export const EXPORT_ROWS = 10_000;
