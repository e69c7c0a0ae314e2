/** The database cannot be opened as it is. The message says why and what to do, for the person who started the process. */
export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError';
}
