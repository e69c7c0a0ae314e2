import { UsageError } from '../usage-error.ts';

/** A schema of the contract, as far as it is needed here. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * Checks the words of a command by the server's own rules, before anything is sent.
 *
 * @param options for a key of the schema the option that gives it
 * @throws UsageError naming the first option that is wrong
 */
export function parseWords<T>(schema: Schema<T>, value: unknown, options: Readonly<Record<string, string>>): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const key = issue?.path.map(String).join('.') ?? '';
  throw new UsageError(`${options[key] ?? key}: ${issue?.message ?? 'cannot be used'}`);
}
