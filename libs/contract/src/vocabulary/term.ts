/** A word that tags are written in, with the other spellings that people use for it. */
export interface Term {
  readonly word: string;
  /** In the Cell Ontology (CL), Uberon (UBERON) or Cellosaurus (CVCL); null where it is in none of them. */
  readonly id: string | null;
  /** Spelled otherwise than {@link spellingKey} evens out. */
  readonly synonyms: readonly string[];
}

/**
 * Reads a list of terms, one a line: `word | id | synonym; synonym`. The id and the synonyms may be left out.
 *
 * @throws RangeError for a line without a word
 */
export function termsOf(list: string): readonly Term[] {
  const lines = list.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [word = '', id = '', synonyms = ''] = line.split('|').map((part) => part.trim());
      if (word === '') throw new RangeError(`A term without a word: ${line}`);
      const others = synonyms.split(';').map((part) => part.trim());
      return { word, id: id === '' ? null : id, synonyms: others.filter((part) => part !== '') };
    });
}
