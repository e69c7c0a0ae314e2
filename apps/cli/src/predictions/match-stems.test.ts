import { matchStems } from './match-stems.ts';

const none = { pairs: [], leftOnly: [], rightOnly: [], ambiguous: [] };

it.each(['a.npy', 'a_seg.npy', 'a.mat', 'A_PRED.NPZ'.replace('A', 'a'), 'a.geojson', 'a.labels.zip', 'a_mask.h5'])(
  '%s belongs to a',
  (file) => {
    expect(matchStems(['a'], [file])).toEqual({ ...none, pairs: [{ name: 'a', left: 'a', right: file }] });
  },
);

it('passes over files of other endings, and names without an ending', () => {
  const files = ['a.txt', 'a.npy.txt', '.npy', 'a', 'a.csv'];
  expect(matchStems(['a'], files)).toEqual({ ...none, leftOnly: [{ name: 'a', file: 'a' }] });
});

it('takes none of several formats of one image, and names all of them', () => {
  const found = matchStems(['a', 'b'], ['a.npy', 'a.mat', 'b.json']);
  expect(found.pairs).toEqual([{ name: 'b', left: 'b', right: 'b.json' }]);
  expect(found.ambiguous).toEqual([{ name: 'a', left: ['a'], right: ['a.npy', 'a.mat'] }]);
});

it('names all files where suffixes do not tell which one is meant', () => {
  const found = matchStems(['a'], ['a_seg.npy', 'a_pred.npy', 'a_pred.mat']);
  expect(found.pairs).toEqual([]);
  expect(found.ambiguous).toEqual([{ name: 'a', left: ['a'], right: ['a_seg.npy', 'a_pred.npy', 'a_pred.mat'] }]);
});

it('leaves out files of which nobody knows an image, such as settings', () => {
  expect(matchStems(['a'], ['settings.json', 'x_seg.npy', 'x_pred.npy', 'a.npy'])).toMatchObject({
    pairs: [{ name: 'a', right: 'a.npy' }],
    ambiguous: [],
  });
});
