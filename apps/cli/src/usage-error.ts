/** Something the caller has to fix before anything can be done; the message says what and how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
