export { spellingKey } from './vocabulary/spelling-key.ts';
export type { Term } from './vocabulary/term.ts';
export {
  inVocabulary,
  NOT_STATED,
  tagNames,
  unknownWords,
  vocabulary,
  vocabularyTags,
  vocabularyVersion,
  wordFor,
  type InVocabulary,
  type UnknownWord,
  type VocabularyTag,
} from './vocabulary/vocabulary.ts';
