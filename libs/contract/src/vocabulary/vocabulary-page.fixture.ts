import type { Term } from './term.ts';
import { tagNames, vocabulary, vocabularyTags, type VocabularyTag } from './vocabulary.ts';

const NOTICE = `<!-- Written by tools/vocabulary-page.mjs from libs/contract/src/vocabulary. Do not edit. -->`;

const titles: Readonly<Record<VocabularyTag, string>> = {
  cellType: 'Cell types and cell lines',
  modality: 'Modalities',
  stain: 'Stains and markers',
  tissue: 'Tissues',
};

/** The page of the vocabulary in Markdown: every word with its other spellings and its id. */
export function renderVocabularyPage(): string {
  return [
    NOTICE,
    '',
    '# Words for images',
    '',
    'Filters and boards sort images by cell type, modality, stain and tissue. These four tags are written in the words below.',
    'An import maps your own spelling to them: capitals, blanks, hyphens, plurals, British and American English make no',
    'difference, and neither do brackets after a word or the species before a tissue. What is outlined, such as "nucleus", is',
    'no cell type.',
    '',
    'A text that is not listed counts as not stated. The dry run of an import names each such text and how many images it',
    'stands for; the audit log of the server keeps the text. To add a word, add a line to the list in',
    '`libs/contract/src/vocabulary`, run `node --conditions=@cellboard/source tools/vocabulary-page.mjs`, and import again.',
    '',
    'Ids are those of the [Cell Ontology](https://obofoundry.org/ontology/cl.html) (CL),',
    '[Uberon](https://obofoundry.org/ontology/uberon.html) (UBERON) and [Cellosaurus](https://www.cellosaurus.org) (CVCL). Words',
    'without one are common names.',
    '',
    ...vocabularyTags.flatMap((tag) => section(tag)),
  ].join('\n');
}

function section(tag: VocabularyTag): string[] {
  const terms = [...vocabulary[tag]].sort((a, b) => a.word.localeCompare(b.word, 'en'));
  return [
    `## ${titles[tag]}`,
    '',
    `${terms.length} words for the tag ${tagNames[tag]}.`,
    '',
    ...terms.map((term) => `- ${line(term)}`),
    '',
  ];
}

function line({ word, id, synonyms }: Term): string {
  const others = synonyms.length === 0 ? '' : `: ${synonyms.join(', ')}`;
  return `**${word}**${id === null ? '' : ` (${id})`}${others}`;
}
