import { nearest, nearestFirst } from './nearest.ts';

/** Names that are listed in a message; the rest is counted. */
const LISTED = 10;

/** The names that could have been given. */
interface Names {
  /** Such as `tasks`. */
  readonly things: string;
  readonly names: readonly string[];
  /** The command that lists them, if there is one. */
  readonly command?: string;
}

/** What follows "There is no …": which name may be meant, and which there are, the nearest first. */
export function namesInstead(given: string, { things, names, command }: Names): string {
  if (names.length === 0) return `There are no ${things} yet.`;
  const alike = nearest(given, names) ?? names.find((name) => given.length > 1 && name.startsWith(given));
  const meant = alike === undefined ? '' : `Did you mean ${alike}? `;
  const all =
    command === undefined
      ? `and ${String(names.length - LISTED)} more`
      : `("${command}" lists all ${String(names.length)})`;
  const rest = names.length > LISTED ? ` … ${all}` : '';
  return `${meant}The ${things} are: ${nearestFirst(given, names).slice(0, LISTED).join(', ')}${rest}.`;
}
