import type { Principal } from '@cellboard/contract';
import type { CatalogRepository, Transaction } from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';

/** The database while the catalogue is written into it. */
export interface Keeping {
  readonly transaction: Transaction;
  readonly catalog: CatalogRepository;
  /** On whose behalf. */
  readonly principal: Principal;
}

/** Descriptive text of a row, as it is compared and kept. */
export type Words = Readonly<Record<string, unknown>>;

/** Whether a row still says what the catalogue last wrote there, so that nobody has changed it since. */
export function isOwn(row: { readonly catalogueWords?: Words | null | undefined }, words: Words): boolean {
  return row.catalogueWords != null && isDeepStrictEqual(plain(words), plain(row.catalogueWords));
}

/** Words as JSON keeps them. */
export function plain(words: Words): Record<string, unknown> {
  return JSON.parse(JSON.stringify(words)) as Record<string, unknown>;
}
