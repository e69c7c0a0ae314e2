import { nearest } from './nearest.ts';

/** Names that are listed in a message; the rest is counted. */
const LISTED = 10;

/**
 * Says that there is nothing of a name, which name may be meant, and which there are.
 *
 * @param what such as `task`
 * @param names every name that could have been given
 * @param all the command that lists them
 */
export function unknownName(what: string, given: string, { names, all }: { names: readonly string[]; all: string }) {
  const alike = nearest(given, names) ?? names.find((name) => name.startsWith(given) && given.length > 1);
  const meant = alike === undefined ? '' : ` Did you mean ${alike}?`;
  const rest = names.length > LISTED ? ` … ("${all}" lists all ${String(names.length)})` : '';
  const there =
    names.length === 0 ? ` There is no ${what} yet.` : ` There are: ${names.slice(0, LISTED).join(', ')}${rest}.`;
  return `There is no ${what} "${given}".${meant}${there}`;
}
