/** Whether every word of a search occurs in a text, in any order and case. An empty search is in every text. */
export function holdsWords(text: string, search: string): boolean {
  const looked = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => looked.includes(word));
}
