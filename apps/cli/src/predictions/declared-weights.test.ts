import { declaredWeights } from './declared-weights.ts';

const declared = (trainingData?: string) => declaredWeights({ slug: 'base', name: 'Base', trainingData });

it('are not disclosed where nothing is said', () => {
  expect(declared()).toEqual({ slug: 'base', name: 'Base', sha256: null, parent: null, sources: null });
});

it.each(['none', ' None '])('are none for a method without weights: %j', (text) => {
  expect(declared(text)).toBeNull();
});

it('name their sources in any spelling, each once', () => {
  expect(declared('LIVECell, tissue-net,CPM 17,CPM-17')?.sources).toEqual(['livecell', 'tissuenet', 'cpm-17']);
});

it.each([
  ['monusg', '"monusg" is not in the vocabulary of sources. Did you mean MoNuSeg'],
  ['LIVECell, our mice', '"our mice" is not in the vocabulary of sources. Use "private images"'],
  ['LIVECell,', '"" is not in the vocabulary'],
  ['none, LIVECell', '"none" is not in the vocabulary'],
])('are refused for %j', (text, message) => {
  expect(() => declared(text)).toThrow(`--training-data: ${message}`);
});
