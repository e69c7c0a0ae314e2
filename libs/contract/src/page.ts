import * as z from 'zod';

/** Where the next page begins. Opaque: take it from an answer and send it back unchanged. */
export const Cursor = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[A-Za-z0-9_-]+$/, 'Use the cursor of an answer, unchanged.');
export type Cursor = z.infer<typeof Cursor>;

/** Which part of a list to answer. Spread it into the query of a list. */
export const pageQuery = {
  /** The `next` of the page before; the first page without one. */
  cursor: Cursor.optional(),
  /** Most items to answer. */
  limit: z.int().min(1).max(500).default(100),
};

/** Part of a list. `next` is null on the last page. */
export interface Page<T> {
  readonly items: T[];
  readonly next: Cursor | null;
}

export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), next: Cursor.nullable() });
}
