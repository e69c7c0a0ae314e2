import type { CatalogRepository, Transaction } from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';

/** The database while the catalogue is written into it. */
export interface Keeping {
  readonly transaction: Transaction;
  readonly catalog: CatalogRepository;
}

/** Words of a row, as they are compared and written down. */
export type Words = Readonly<Record<string, unknown>>;

/**
 * Whether a row with these words still says what the catalogue last wrote there, so that nobody has changed it since.
 *
 * @param written what the audit trail has of it; undefined where the catalogue never wrote there
 */
export function isOwn(words: Words, written: Words | undefined): boolean {
  return written !== undefined && isDeepStrictEqual(plain(words), plain(written));
}

/** Words as JSON keeps them. */
export function plain(words: Words): unknown {
  return JSON.parse(JSON.stringify(words));
}
