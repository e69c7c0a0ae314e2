import type { Principal } from '@cellboard/contract';
import type { CatalogRepository, Transaction } from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';

/** What the steps that write the catalogue share. */
export interface Keeping {
  readonly transaction: Transaction;
  readonly catalog: CatalogRepository;
  /** Who writes it, for the audit log. */
  readonly principal: Principal;
}

/** The descriptive text of a row, for comparing and storing. */
export type Words = Readonly<Record<string, unknown>>;

/** Whether a row still says what the catalogue last wrote there, so that nobody has changed it since. */
export function isOwn(row: { readonly catalogueWords?: Words | null | undefined }, words: Words): boolean {
  return row.catalogueWords != null && isDeepStrictEqual(plain(words), plain(row.catalogueWords));
}

/** The text as it comes back from JSON. */
export function plain(words: Words): Record<string, unknown> {
  return JSON.parse(JSON.stringify(words)) as Record<string, unknown>;
}
