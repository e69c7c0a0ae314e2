/**
 * At most five things of whose names one resembles the requested one, the most similar first.
 *
 * @param namesOf every name by which a thing may be meant
 */
export function alike<T>(asked: string, things: readonly T[], namesOf: (thing: T) => readonly string[]): T[] {
  const wanted = letterPairs(asked);
  return things
    .map((thing) => ({ thing, likeness: Math.max(...namesOf(thing).map((name) => dice(wanted, letterPairs(name)))) }))
    .filter(({ likeness }) => likeness > 0.4)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 5)
    .map(({ thing }) => thing);
}

function letterPairs(text: string): Set<string> {
  const letters = text.toLowerCase();
  return new Set(Array.from(letters.slice(1), (letter, i) => `${letters.charAt(i)}${letter}`));
}

/** Dice coefficient of two sets: 1 where they are equal, 0 where they share nothing. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
