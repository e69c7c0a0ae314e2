import { isDeepStrictEqual } from 'node:util';

/**
 * Whether something in the database says the same as a request, so that a request sent twice changes nothing. Only
 * what is sent is compared; a value that is missing counts as null.
 */
export function sameWords<T extends object>(kept: { readonly [K in keyof T]?: unknown }, sent: T): boolean {
  return (Object.keys(sent) as (keyof T)[]).every((key) => isDeepStrictEqual(kept[key] ?? null, sent[key] ?? null));
}

/** An object without the keys that are undefined. */
export function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** The values of some keys before and after a change, without those that stayed the same. */
export function difference<T extends object>(
  before: { readonly [K in keyof T]?: unknown },
  after: T,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const changed = (Object.keys(after) as (keyof T & string)[]).filter(
    (key) => !isDeepStrictEqual(before[key] ?? null, after[key] ?? null),
  );
  return {
    before: Object.fromEntries(changed.map((key) => [key, before[key] ?? null])),
    after: Object.fromEntries(changed.map((key) => [key, after[key] ?? null])),
  };
}
