import type { EditableTags, TagChanges } from '../datasets/image-tags.schema.ts';
import { cellLines } from './cell-lines.ts';
import { cellTypes } from './cell-types.ts';
import { modalities } from './modalities.ts';
import { isOneSlip } from './one-slip.ts';
import { spellingKey } from './spelling-key.ts';
import { stains } from './stains.ts';
import type { Term } from './term.ts';
import { tissues } from './tissues.ts';

/** The tags that are written in the vocabulary. */
export const vocabularyTags = ['cellType', 'modality', 'stain', 'tissue'] as const;
export type VocabularyTag = (typeof vocabularyTags)[number];

/**
 * Raised with every change of the words, so that an older release does not rewrite tags that a newer one wrote. A test
 * fails while it is not.
 */
export const vocabularyVersion = 1;

/** What stands in a tag of which nothing is known. */
export const NOT_STATED = 'not stated';

/** Every term that a tag may have, by tag. */
export const vocabulary: Readonly<Record<VocabularyTag, readonly Term[]>> = {
  cellType: [...cellTypes, ...cellLines],
  modality: modalities,
  stain: stains,
  tissue: tissues,
};

/** What people call the tags. */
export const tagNames: Readonly<Record<VocabularyTag, string>> = {
  cellType: 'cell type',
  modality: 'modality',
  stain: 'stain',
  tissue: 'tissue',
};

/** What people write where they know nothing, and what is outlined, which is no type of cell. */
const nothing = new Set(
  ['not stated', 'unknown', 'n/a', 'na', 'other', 'others', 'mixed', 'various', 'any', '-', ''].map(spellingKey),
);
const objects = new Set(
  ['cell', 'nucleus', 'nuclei', 'object', 'instance', 'whole cell', 'tissue nucleus', 'nucleus and cell'].map(
    spellingKey,
  ),
);

const words: Readonly<Record<VocabularyTag, ReadonlyMap<string, string>>> = {
  cellType: wordsByKey(vocabulary.cellType),
  modality: wordsByKey(vocabulary.modality),
  stain: wordsByKey(vocabulary.stain),
  tissue: wordsByKey(vocabulary.tissue),
};

function wordsByKey(terms: readonly Term[]): ReadonlyMap<string, string> {
  return new Map(terms.flatMap(({ word, synonyms }) => [word, ...synonyms].map((text) => [spellingKey(text), word])));
}

/** How datasets begin their own names for kinds of images. DSB2018 names its kinds by colours: purple-on-white, he-pink … */
const modalityBeginnings: readonly (readonly [beginning: string, modality: string])[] = [
  ['fluo', 'fluorescence'],
  ['phase', 'phase contrast'],
  ['dic-', 'differential interference contrast'],
  ['brightfield', 'brightfield'],
  ['h&e', 'brightfield'],
  ['he-', 'brightfield'],
  ['purple-', 'brightfield'],
  ['pink-', 'brightfield'],
];

/** Whose tissue it is; the vocabulary names tissues of all species alike. */
const species =
  /^(?:human|homo sapiens|mouse|murine|mus musculus|rat|monkey|macaque|pig|porcine|bovine|canine|dog|zebrafish)s?[\s_-]+/i;

/**
 * The vocabulary's word for a text, whatever its spelling. Several stains are separated by commas in the order of the
 * text. Brackets after a known term are left out, and so is the species before a tissue.
 *
 * @returns {@link NOT_STATED} for texts that say nothing, such as "unknown" or, for a type of cell, "nucleus"; undefined
 *   for a text that is not in the vocabulary
 */
export function wordFor(tag: VocabularyTag, text: string): string | undefined {
  const whole = termFor(tag, text);
  if (whole !== undefined) return whole;
  const bare = text.replace(/\s*\([^()]*\)\s*$/, '');
  if (bare !== text && bare.trim() !== '') return wordFor(tag, bare);
  if (tag === 'stain') return severalStains(text);
  return tag === 'modality' ? modalityBeginning(text) : undefined;
}

function modalityBeginning(text: string): string | undefined {
  const lower = text.trim().toLowerCase();
  // Two of them at once are neither.
  if (/[,;/+&]|\band\b/.test(lower.replace('h&e', ''))) return undefined;
  return modalityBeginnings.find(([beginning]) => lower.startsWith(beginning))?.[1];
}

function termFor(tag: VocabularyTag, text: string): string | undefined {
  const key = spellingKey(text);
  if (nothing.has(key) || (tag === 'cellType' && objects.has(key))) return NOT_STATED;
  const known = words[tag].get(key);
  if (known !== undefined) return known;
  const lower = text.trim().toLowerCase();
  return tag === 'tissue' && species.test(lower) ? termFor(tag, lower.replace(species, '')) : undefined;
}

function severalStains(text: string): string | undefined {
  const parts = text.split(/\s*(?:[,;/+]|\band\b)\s*/i).filter((part) => part !== '');
  if (parts.length < 2) return undefined;
  const found = parts.map((part) => termFor('stain', part));
  if (found.some((word) => word === undefined || word === NOT_STATED)) return undefined;
  return [...new Set(found)].join(', ');
}

/** Whether a text names what is outlined where a type of cell was wanted. */
function isObject(tag: VocabularyTag, text: string): boolean {
  const bare = text.replace(/\s*\([^()]*\)\s*$/, '');
  return tag === 'cellType' && [text, bare].some((one) => objects.has(spellingKey(one)));
}

/** A text that is not in the vocabulary, or says nothing of the tag that it stands in. */
export interface UnknownWord {
  readonly tag: VocabularyTag;
  readonly text: string;
}

/** Tags in the words of the vocabulary, and what of them it does not know. */
export interface InVocabulary<Tags> {
  readonly tags: Tags;
  readonly unknown: readonly UnknownWord[];
}

/**
 * Writes tags in the words of the vocabulary; what is not in it counts as not stated, and so does a type of cell that
 * only says what is outlined, such as "nucleus".
 */
export function inVocabulary<Tags extends EditableTags | TagChanges>(tags: Tags): InVocabulary<Tags> {
  const unknown: UnknownWord[] = [];
  const said: Partial<Record<VocabularyTag, string | null>> = {};
  for (const tag of vocabularyTags) {
    const text = tags[tag];
    if (text == null) continue;
    const word = wordFor(tag, text);
    if (word === undefined || (word === NOT_STATED && isObject(tag, text))) unknown.push({ tag, text });
    said[tag] = stated(tag, word ?? NOT_STATED);
  }
  return { tags: { ...tags, ...said }, unknown };
}

/** Stain and tissue are empty where nothing is stated; type of cell and modality say so. */
function stated(tag: VocabularyTag, word: string): string | null {
  const isOptional = tag === 'stain' || tag === 'tissue';
  return word === NOT_STATED && isOptional ? null : word;
}

/** What to say of a word that the vocabulary does not have: what happens to it, and what can be done. */
export function unknownWords({ tag, text }: UnknownWord): string {
  if (isObject(tag, text)) {
    return (
      `The ${tagNames[tag]} "${text}" is what is outlined, not a kind of cell, so it counts as not stated. ` +
      'Name the kind, such as "fibroblast" or "HeLa", or leave it out. docs/vocabulary.md lists all words.'
    );
  }
  const near = nearestWord(tag, text);
  const meant = near === undefined ? '' : ` Did you mean "${near}"?`;
  return (
    `The ${tagNames[tag]} "${text}" is not in the vocabulary, so it counts as not stated.${meant} ` +
    `docs/vocabulary.md lists all words. If yours is missing, propose it as docs/contributing.md says.`
  );
}

/** The word of which the spelling, or that of a synonym, differs in one letter; very short texts are near to too many. */
function nearestWord(tag: VocabularyTag, text: string): string | undefined {
  const key = spellingKey(text);
  if (key.length < 4) return undefined;
  return [...words[tag]].find(([other]) => isOneSlip(key, other))?.[1];
}
