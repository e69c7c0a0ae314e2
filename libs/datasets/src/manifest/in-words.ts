import { inVocabulary, NOT_STATED, unknownWords, type UnknownWord } from '@cellboard/contract/vocabulary';
import type { DatasetTags, Note } from '../entries/dataset-entry.ts';

interface Tagged {
  readonly kind: 'image';
  readonly tags: DatasetTags;
}

/**
 * Writes the tags of images in the words of the vocabulary; what else the authors called a kind of image is kept, since
 * images are compared within it. Texts that it does not know count as not stated; after the
 * last image, a note names each of them, how many images it stood for, and what to do.
 */
export async function* inWords<Entry extends { readonly kind: string }>(
  entries: AsyncIterable<Entry>,
): AsyncGenerator<Entry | Note> {
  const unknown = new Map<string, { word: UnknownWord; images: number }>();
  for await (const entry of entries) {
    if (!isImage(entry)) {
      yield entry;
      continue;
    }
    const found = inVocabulary(entry.tags);
    for (const word of found.unknown) {
      const key = `${word.tag} ${word.text}`;
      unknown.set(key, { word, images: (unknown.get(key)?.images ?? 0) + 1 });
    }
    yield { ...entry, ...ownKindOf(entry.tags, found.tags), tags: found.tags };
  }
  for (const { word, images } of unknown.values()) {
    const where = images === 1 ? 'one image' : `${images} images`;
    yield { kind: 'note', name: word.text, message: `Stated for ${where}. ${unknownWords(word)}` };
  }
}

/** What the authors call the kind of an image, where the vocabulary says it in another word. */
function ownKindOf({ modality: own }: DatasetTags, { modality }: DatasetTags): { ownKind?: string } {
  const text = own.trim().toLowerCase();
  return modality === NOT_STATED || text === modality.toLowerCase() ? {} : { ownKind: text };
}

function isImage(entry: { readonly kind: string }): entry is Tagged {
  return entry.kind === 'image';
}
