import { distance } from 'fastest-levenshtein';
import type { CatalogSource } from './catalog-source.ts';
import { catalogSources } from './catalog-sources.ts';

/** Most sources that are suggested. */
const MOST_SUGGESTED = 3;

/** Part of the letters that may differ between a text and a name that is suggested for it. */
const PART_DIFFERENT = 1 / 3;

/** Fewest letters of a name that may stand for a longer one. */
const FEWEST_LETTERS = 3;

const byKey = new Map(catalogSources.flatMap((source) => keysOf(source).map((key) => [key, source])));

/**
 * The source that a text means: its slug, its name or another spelling, in any case and with any punctuation.
 *
 * @returns undefined where there is none; see {@link suggestSources}
 */
export function findSource(text: string): CatalogSource | undefined {
  return byKey.get(keyOf(text));
}

/**
 * At most three sources that may be meant by a text that names none, the likeliest first: those with nearly the same
 * letters, and those whose name holds the text or is in it.
 */
export function suggestSources(text: string): CatalogSource[] {
  const wanted = keyOf(text);
  const scored = [...byKey].flatMap(([key, source]) => {
    const unlike = unlikeness(wanted, key);
    return unlike === undefined ? [] : [{ source, unlike }];
  });
  const best = scored.sort((a, b) => a.unlike - b.unlike || (a.source.slug < b.source.slug ? -1 : 1));
  return [...new Set(best.map(({ source }) => source))].slice(0, MOST_SUGGESTED);
}

/** Part of the letters that differ, 0 … 1; undefined where two texts are unlike. */
function unlikeness(wanted: string, key: string): number | undefined {
  const [shorter, longer] = wanted.length < key.length ? [wanted, key] : [key, wanted];
  const different = distance(wanted, key) / longer.length;
  if (different <= PART_DIFFERENT) return different;
  return shorter.length >= FEWEST_LETTERS && longer.includes(shorter) ? different : undefined;
}

function keysOf({ slug, name, aliases }: CatalogSource): string[] {
  return [...new Set([slug, name, ...aliases].map(keyOf))];
}

/** Letters and digits alone: "CPM 17", "cpm-17" and "CPM17" are the same. */
function keyOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
}
