import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/**
 * Refuses a name that nothing has, but that comes near to one: a mistyped name would make a thing of its own beside the
 * one that was meant. With `--new` nobody asks.
 *
 * @param missing sentence that says what there is not
 * @param names those that there are
 * @throws UsageError with the name that may be meant
 */
export function refuseNear(missing: string, typed: string, names: readonly string[]): void {
  const meant = similar(typed, names);
  if (meant !== undefined) throw maybeMeant(missing, typed, meant);
}

/** The name that comes nearest; not one that differs in its numbers alone, which are of a series as fold-1 and fold-2. */
export function similar(typed: string, names: readonly string[]): string | undefined {
  return nearest(
    typed,
    names.filter((name) => withoutDigits(name) !== withoutDigits(typed)),
  );
}

/** The error for a name that may be a slip. */
export function maybeMeant(missing: string, typed: string, meant: string): UsageError {
  return new UsageError(`${missing} Did you mean ${meant}? If "${typed}" is really a new one, add --new.`);
}

function withoutDigits(name: string): string {
  return name.replace(/\d+/g, '');
}
