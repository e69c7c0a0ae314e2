import { Problem, type Page } from '@cellboard/contract';
import type * as z from 'zod';

/**
 * Reads the position at which a page begins.
 *
 * @throws Problem CURSOR_INVALID for a cursor that this server did not create
 */
export function readCursor<T extends z.ZodType>(place: T, cursor: string | undefined): z.output<T> | undefined {
  if (cursor === undefined) return undefined;
  const result = place.safeParse(decoded(cursor));
  if (result.success) return result.data;
  throw new Problem('CURSOR_INVALID', 'The cursor is not valid here. Start with the first page, without a cursor.');
}

/**
 * Makes a page from rows. Read one row more than `limit`, so that the page knows whether another one follows.
 *
 * @param placeOf gives the position of a row
 */
export function pageFrom<T>(rows: readonly T[], limit: number, placeOf: (row: T) => readonly unknown[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null };
}

/** The cursor of a position. */
export function writeCursor(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
