import { NOT_STATED, wordFor, type VocabularyTag } from '@cellboard/contract/vocabulary';
import type { CatalogDataset } from './catalog-dataset.ts';

/**
 * Writes the imaging, stains and tissues of an entry in the words of the vocabulary, so that one filter finds them all.
 * Cell lines stand among the tissues. What the vocabulary does not know stays as the authors have it.
 */
export function inWords(entry: CatalogDataset): CatalogDataset {
  const { modalities, stains, tissues } = entry.facts;
  const facts = {
    ...entry.facts,
    modalities: wordsOf(modalities, 'modality'),
    stains: wordsOf(stains, 'stain'),
    tissues: wordsOf(tissues, 'tissue', 'cellType'),
  };
  return { ...entry, facts };
}

function wordsOf(texts: readonly string[], ...tags: readonly VocabularyTag[]): string[] {
  const said = texts.map((text) => {
    const words = tags.map((tag) => wordFor(tag, text));
    return words.find((word) => word !== undefined && word !== NOT_STATED) ?? text;
  });
  return [...new Set(said)];
}
