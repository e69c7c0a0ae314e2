/** The store of files cannot be reached, or will not answer now. It passes, so what failed is done again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The settings of the store of files cannot be used. The message is for the person who started the process. */
export class StoreUnusableError extends Error {
  override readonly name = 'StoreUnusableError';
}
