import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { spellingKey } from './spelling-key.ts';
import { termsOf } from './term.ts';
import { renderVocabularyPage } from './vocabulary-page.fixture.ts';
import { inVocabulary, unknownWords, vocabulary, vocabularyTags, vocabularyVersion, wordFor } from './vocabulary.ts';

const none = { pixelSizeUm: null, cluster: null, split: null, planeZ: null, planeT: null };

it.each([
  ['stain', 'HE', 'H&E'],
  ['stain', 'hematoxylin and eosin', 'H&E'],
  ['stain', 'Haematoxylin & Eosin', 'H&E'],
  ['stain', 'hoechst-33342', 'Hoechst'],
  ['stain', 'DAPI', 'DAPI'],
  ['stain', 'DAPI, actin', 'DAPI, phalloidin'],
  ['stain', 'Hoechst 33342 and phalloidin', 'Hoechst, phalloidin'],
  ['stain', 'nuclear and membrane markers (mibi)', 'nuclear and membrane markers'],
  ['modality', 'bright-field', 'brightfield'],
  ['modality', 'Brightfield', 'brightfield'],
  ['modality', 'fluorescence-small', 'fluorescence'],
  ['modality', 'purple-on-white', 'brightfield'],
  ['modality', 'he-pink', 'brightfield'],
  ['modality', 'DIC', 'differential interference contrast'],
  ['modality', 'Phase Contrast', 'phase contrast'],
  ['modality', 'multiplexed ion beam imaging', 'mass spectrometry imaging'],
  ['modality', 'brightfield or phase contrast (easy)', 'brightfield or phase contrast'],
  ['tissue', 'lymph nodes', 'lymph node'],
  ['tissue', 'Lymph_Node', 'lymph node'],
  ['tissue', 'oesophagus', 'esophagus'],
  ['tissue', 'human bladder', 'urinary bladder'],
  ['tissue', 'mouse fat (white and brown)_subscapula', 'adipose tissue'],
  ['tissue', 'the moon', undefined],
  ['tissue', 'HeadNeck', 'head and neck'],
  ['tissue', 'Bile-duct', 'bile duct'],
  ['tissue', 'tumor', 'tumour'],
  ['tissue', 'testes', 'testis'],
  ['cellType', 'BT-474', 'BT474'],
  ['cellType', 'SH-SY5Y', 'SHSY5Y'],
  ['cellType', 'SK-OV-3', 'SKOV3'],
  ['cellType', 'u2os', 'U-2 OS'],
  ['cellType', 'NIH-3T3', 'NIH 3T3'],
  ['cellType', 'neurons', 'neuron'],
  ['cellType', 'leucocytes', 'leukocyte'],
  ['cellType', 'nucleus', 'not stated'],
  ['cellType', 'Nuclei', 'not stated'],
  ['cellType', 'nucleus (fluorescence-small)', 'not stated'],
  ['cellType', 'unknown', 'not stated'],
  ['cellType', 'blob', undefined],
  ['modality', 'X-ray', undefined],
  ['stain', 'DAPI, magic', undefined],
] as const)('for the %s "%s" the word is %s', (tag, text, word) => {
  expect(wordFor(tag, text)).toBe(word);
});

it('a change of the words raises their version, so that older releases leave tags alone', () => {
  const digest = createHash('sha256').update(JSON.stringify(vocabulary)).digest('hex').slice(0, 16);
  // Raise vocabularyVersion together with this.
  expect([vocabularyVersion, digest]).toEqual([1, 'bd2922eb0f4dcb71']);
});

it.each(vocabularyTags)('no two terms of %s are spelled alike', (tag) => {
  const owners = new Map<string, Set<string>>();
  for (const { word, synonyms } of vocabulary[tag]) {
    for (const text of [word, ...synonyms]) {
      const key = spellingKey(text);
      owners.set(key, (owners.get(key) ?? new Set()).add(word));
    }
  }
  expect([...owners].filter(([, terms]) => terms.size > 1).map(([key, terms]) => [key, ...terms])).toEqual([]);
});

it.each(vocabularyTags)('the words of %s stand for themselves, fit a tag, and have ids of their own', (tag) => {
  const terms = vocabulary[tag];
  for (const { word } of terms) expect([wordFor(tag, word), word.length <= 80]).toEqual([word, true]);
  const ids = terms.flatMap(({ id }) => id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^(?:CL:\d{7}|UBERON:\d{7}|CVCL_[A-Z0-9]{4})$/.test(id))).toEqual([]);
});

it('is generous', () => {
  const sizes = vocabularyTags.map((tag) => vocabulary[tag].length);
  expect(sizes.every((size, i) => size >= [150, 15, 40, 80][i]!)).toBe(true);
});

it('knows every cell line of LIVECell by the name in its files', () => {
  const lines = ['A172', 'BT474', 'BV2', 'Huh7', 'MCF7', 'SHSY5Y', 'SkBr3', 'SKOV3'];
  expect(lines.map((line) => wordFor('cellType', line))).toEqual(lines);
});

it('spelling never depends on capitals, blanks, hyphens or a plural', () => {
  const terms = fc.constantFrom(...vocabularyTags.flatMap((tag) => vocabulary[tag].map(({ word }) => ({ tag, word }))));
  const joints = fc.constantFrom(' ', '-', '_', '  ');
  fc.assert(
    fc.property(terms, joints, fc.boolean(), ({ tag, word }, joint, upper) => {
      const spelled = word.replaceAll(' ', joint);
      expect(wordFor(tag, upper ? spelled.toUpperCase() : spelled.toLowerCase())).toBe(word);
    }),
    { seed: 7 },
  );
});

it('tags keep what is known, and name what is not', () => {
  const tags = { cellType: 'blob', modality: 'fluo', stain: 'magic', tissue: 'human liver', ...none };
  const found = inVocabulary(tags);
  expect(found.tags).toEqual({
    ...none,
    cellType: 'not stated',
    modality: 'fluorescence',
    stain: null,
    tissue: 'liver',
  });
  expect(found.unknown).toEqual([
    { tag: 'cellType', text: 'blob' },
    { tag: 'stain', text: 'magic' },
  ]);
  expect(unknownWords(found.unknown[0]!)).toMatch(/^The cell type "blob" is not in the vocabulary/);
});

it.each([
  ['tissue', 'livr', ' Did you mean "liver"? docs'],
  ['modality', 'flourescence', ' Did you mean "fluorescence"? docs'],
  ['cellType', 'xqzzv', 'not stated. docs/vocabulary.md lists all words.'],
  ['tissue', 'zz', 'not stated. docs/vocabulary.md lists all words.'],
] as const)('of an unknown %s %s it is said which word may be meant', (tag, text, message) => {
  expect(unknownWords({ tag, text })).toContain(message);
});

it('a type of cell that is only what is outlined counts as not stated, which is said', () => {
  for (const text of ['nucleus', 'Nuclei', 'cells', 'nucleus (purple-on-white)']) {
    const found = inVocabulary({ cellType: text });
    expect(found).toEqual({ tags: { cellType: 'not stated' }, unknown: [{ tag: 'cellType', text }] });
    expect(unknownWords({ tag: 'cellType', text })).toBe(
      `The cell type "${text}" is what is outlined, not a kind of cell, so it counts as not stated. ` +
        'Name the kind, such as "fibroblast" or "HeLa", or leave it out. docs/vocabulary.md lists all words.',
    );
  }
  for (const text of ['unknown', 'not stated']) expect(inVocabulary({ cellType: text }).unknown).toEqual([]);
});

it('widefield images are of fluorescence where nothing else is said', () => {
  expect(['widefield', 'Wide-field', 'widefield microscopy'].map((text) => wordFor('modality', text))).toEqual(
    Array(3).fill('fluorescence'),
  );
});

it('only tags that are given are written', () => {
  expect(inVocabulary({ tissue: 'lymph nodes' })).toEqual({ tags: { tissue: 'lymph node' }, unknown: [] });
  expect(inVocabulary({ stain: null })).toEqual({ tags: { stain: null }, unknown: [] });
  expect(inVocabulary({ tissue: 'unknown' })).toEqual({ tags: { tissue: null }, unknown: [] });
});

it('a list of terms is refused where a line has no word', () => {
  expect(() => termsOf('\n liver | UBERON:0002107\n | CL:0000540')).toThrow('A term without a word: | CL:0000540');
});

it('is written out in docs/vocabulary.md; tools/vocabulary-page.mjs writes it again', () => {
  const page = readFileSync(new URL('../../../../docs/vocabulary.md', import.meta.url), 'utf8');
  expect(page).toBe(renderVocabularyPage());
});
