/**
 * Whether something in the database was made with the same words as are sent now, so that a request sent twice
 * changes nothing. Only what is sent is compared; a value that is missing counts as null.
 */
export function sameWords<T extends object>(kept: { readonly [K in keyof T]?: unknown }, sent: T): boolean {
  return (Object.keys(sent) as (keyof T)[]).every((key) => (kept[key] ?? null) === (sent[key] ?? null));
}
