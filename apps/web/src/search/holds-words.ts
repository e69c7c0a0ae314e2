import { holdsMeaning } from './synonyms.ts';

/**
 * Whether every word of a search occurs in a text, in any order and case. Words of one meaning stand for each other:
 * "H&E" also finds haematoxylin and histology. An empty search is in every text.
 */
export function holdsWords(text: string, search: string): boolean {
  const looked = text.toLowerCase();
  return searchWords(search).every((word) => holdsMeaning(looked, word));
}

/** The words of a search in lower case. */
export function searchWords(search: string): string[] {
  return search
    .toLowerCase()
    .split(/[\s,;?!]+/)
    .filter((word) => word !== '');
}
