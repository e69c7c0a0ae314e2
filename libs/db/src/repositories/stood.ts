import { sql, type RawQueryFragment } from '@mikro-orm/core';

/**
 * What stood on a board at a time, or stands there now: a condition on rows of `board_entry` with the alias `b`.
 *
 * @param at ISO 8601; now without it
 */
export function stood(at: string | undefined): RawQueryFragment {
  return at === undefined
    ? sql`b.until is null`
    : sql`b.since <= ${at}::timestamptz and coalesce(b.until > ${at}::timestamptz, true)`;
}
