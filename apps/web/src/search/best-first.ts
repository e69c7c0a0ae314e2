import { searchWords } from './holds-words.ts';
import { holdsMeaning } from './synonyms.ts';

/** Words of questions that say nothing about what is looked for. */
const fillers = new Set(
  'a an and any are as at by cell cells do does for from how i in is it its many me much my of on or score that the there to was were what which with'.split(
    ' ',
  ),
);

/** A text to search, with how much a word found in it weighs. */
export type Weighed = readonly [text: string, weight: number];

/**
 * The things in which at least one word of a search occurs, those with the most and weightiest words first. Words such
 * as "how" and "the" are passed over. All things in their order where nothing is left to look for.
 */
export function bestFirst<T>(things: readonly T[], search: string, textsOf: (thing: T) => readonly Weighed[]): T[] {
  const words = searchWords(search).filter((word) => !fillers.has(word));
  if (words.length === 0) return [...things];
  return things
    .map((thing) => ({ thing, score: scoreOf(words, textsOf(thing)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ thing }) => thing);
}

function scoreOf(words: readonly string[], texts: readonly Weighed[]): number {
  const lower = texts.map(([text, weight]) => [text.toLowerCase(), weight] as const);
  const found = words.map((word) =>
    Math.max(0, ...lower.map(([text, weight]) => (holdsMeaning(text, stem(word)) ? weight : 0))),
  );
  const hits = found.filter((weight) => weight > 0).length;
  // One more word found outweighs a better place.
  return hits * 100 + found.reduce((sum, weight) => sum + weight, 0) - (hits === 0 ? 1 : 0);
}

/** Without its ending, so that "errors" finds an "error", and "merged" finds "merges". */
function stem(word: string): string {
  const [ending] = /(?:ing|ed|(?<!s)s)$/.exec(word) ?? [''];
  return word.length - ending.length >= 4 ? word.slice(0, word.length - ending.length) : word;
}
