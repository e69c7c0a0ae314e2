import { distance } from 'fastest-levenshtein';

/** Names compared with one another at most; beyond, only names that differ in writing alone are suggested. */
const MOST_COMPARED = 2_000_000;

/**
 * Finds names that files were probably meant to have, among those that no file has. A suggestion is given to one file
 * only, and only if it is clear.
 *
 * @param strays names of the files, without ending
 * @param free names that are missing
 */
export function suggestNames(strays: readonly string[], free: readonly string[]): Map<string, string> {
  const suggested = new Map<string, string>();
  const byWriting = groupBy(free, writingOf);
  const strayWritings = groupBy(strays, writingOf);
  for (const stray of strays) {
    const [only, ...others] = byWriting.get(writingOf(stray)) ?? [];
    if (only !== undefined && others.length === 0 && strayWritings.get(writingOf(stray))?.length === 1)
      suggested.set(stray, only);
  }
  const left = free.filter((name) => ![...suggested.values()].includes(name));
  if (strays.length * left.length > MOST_COMPARED) return suggested;
  const taken = new Set<string>();
  for (const stray of strays) {
    if (suggested.has(stray)) continue;
    const near = nearestOnly(
      stray,
      left.filter((name) => !taken.has(name)),
    );
    if (near === undefined) continue;
    taken.add(near);
    suggested.set(stray, near);
  }
  return suggested;
}

/** What stays of a name without case, separators and zeros in front of numbers: `IMG_7` and `img-007` are alike. */
function writingOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s._-]+/g, '')
    .replace(/\d+/g, (digits) => `${String(BigInt(digits))};`);
}

/** The name that differs in the fewest letters; none where two are equally near or none is. Other digits are other images. */
function nearestOnly(text: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(text.length / 4)) + 1;
  let isOnly = true;
  for (const name of names) {
    if (digitsOf(name) !== digitsOf(text)) continue;
    const different = distance(text.toLowerCase(), name.toLowerCase());
    if (different < fewest) [best, fewest, isOnly] = [name, different, true];
    else if (different === fewest) isOnly = false;
  }
  return isOnly ? best : undefined;
}

function digitsOf(name: string): string {
  return (name.match(/\d+/g) ?? []).map((digits) => String(BigInt(digits))).join(';');
}

function groupBy(names: readonly string[], keyOf: (name: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = keyOf(name);
    const group = groups.get(key);
    if (group) group.push(name);
    else groups.set(key, [name]);
  }
  return groups;
}
