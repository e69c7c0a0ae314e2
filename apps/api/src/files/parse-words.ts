import { issuesInWords, Problem } from '@cellboard/contract';
import type * as z from 'zod';

/**
 * Reads what a request says in its address or its form.
 *
 * @throws Problem REQUEST_INVALID, saying what it should be
 */
export function parseWords<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Problem('REQUEST_INVALID', issuesInWords(result.error));
}
