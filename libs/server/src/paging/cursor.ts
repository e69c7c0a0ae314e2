import { Problem, type Page } from '@cellboard/contract';
import type * as z from 'zod';

/**
 * Reads the place at which a page begins.
 *
 * @throws Problem CURSOR_INVALID for what no answer of ours held
 */
export function readCursor<T extends z.ZodType>(place: T, cursor: string | undefined): z.output<T> | undefined {
  if (cursor === undefined) return undefined;
  const result = place.safeParse(decoded(cursor));
  if (result.success) return result.data;
  throw new Problem('CURSOR_INVALID', 'The cursor is not valid here. Start with the first page, without a cursor.');
}

/**
 * Makes a page of rows that were read with one more than fits.
 *
 * @param placeOf what names the place of a row in its order
 */
export function pageFrom<T>(rows: readonly T[], limit: number, placeOf: (row: T) => readonly unknown[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encoded(placeOf(last)) : null };
}

function encoded(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
