import fc from 'fast-check';
import { knownSuffixes, looksLikeImage, stemOf, stripSuffixes } from '../files/file-names.ts';
import { pairFiles } from './pair-files.ts';

describe('stems', () => {
  it.each([
    ['cell_007.png', 'cell_007'],
    ['cell.007.TIFF', 'cell.007'],
    ['cell.007', 'cell.007'],
    ['.png', '.png'],
  ])('takes %s as %s', (file, stem) => {
    expect(stemOf(file)).toBe(stem);
  });

  it('takes the names of macOS and Linux as the same', () => {
    expect(stemOf('Zelle_\u0061\u0308.png')).toBe(stemOf('Zelle_\u00e4.png'));
  });

  it.each([
    ['a_cp_masks', 'a'],
    ['a_masks', 'a'],
    ['a.stardist', 'a'],
    ['a_label', 'a'],
    ['a.ome_Labels', 'a'],
    ['a_instanseg_prediction', 'a'],
    ['_masks', '_masks'],
    ['a_mask_2', 'a_mask_2'],
  ])('strips %s to %s', (stem, name) => {
    expect(stripSuffixes(stem)).toBe(name);
  });

  it('looks at image files only', () => {
    expect(['a.png', 'a.TIF', 'a.txt', '.a.png', 'a_flows.npy'].filter(looksLikeImage)).toEqual(['a.png', 'a.TIF']);
  });
});

describe('pairs of files', () => {
  it('pairs equal stems, then stripped ones, and lists what is left over', () => {
    expect(pairFiles(['a.png', 'b_label.tif', 'c.png'], ['a.tif', 'b_cp_masks.png', 'd.png'])).toEqual({
      pairs: [
        { name: 'a', left: 'a.png', right: 'a.tif' },
        { name: 'b', left: 'b_label.tif', right: 'b_cp_masks.png' },
      ],
      leftOnly: [{ name: 'c', file: 'c.png' }],
      rightOnly: [{ name: 'd', file: 'd.png' }],
      ambiguous: [],
      beside: [],
    });
  });

  it('keeps the name of equal stems, even if it ends like a suffix', () => {
    const { pairs, leftOnly } = pairFiles(['nested_gt.png', 'other_pred.png'], ['nested_gt.png']);
    expect(pairs).toEqual([{ name: 'nested_gt', left: 'nested_gt.png', right: 'nested_gt.png' }]);
    expect(leftOnly).toEqual([{ name: 'other_pred', file: 'other_pred.png' }]);
  });

  it('does not take the raw image for the masks that lie beside it', () => {
    const { pairs } = pairFiles(['a.png'], ['a.png', 'a_cp_masks.png']);
    expect(pairs).toEqual([{ name: 'a', left: 'a.png', right: 'a_cp_masks.png' }]);
    expect(pairFiles(['a.png'], ['a_cp_masks.png', 'a_labels.png']).ambiguous).toHaveLength(1);
    const { ambiguous } = pairFiles(['a.png'], ['a.png', 'a_mask.png']);
    expect(ambiguous).toEqual([{ name: 'a', left: ['a.png'], right: ['a.png', 'a_mask.png'] }]);
  });

  it.each([
    [
      ['mask000.tif', 'mask001.tif'],
      ['man_seg000.tif', 'man_seg001.tif'],
    ],
    [['a.png'], ['a-lbl.TIF']],
    [['a.png'], ['LblImg_a.tif']],
    [['a.tif'], ['a_Object Identities.tif']],
    [['a.png'], ['a.tif.geojson']],
  ])('pairs %j with %j, as tools write them', (left, right) => {
    expect(pairFiles(left, right).pairs.map((pair) => [pair.left, pair.right])).toEqual(
      left.map((file, i) => [file, right[i]]),
    );
  });

  it('pairs by a pattern', () => {
    const { pairs, rightOnly } = pairFiles(
      ['a.png', 'b.png'],
      ['pred_a_v2.tif', 'pred_c_v2.tif', 'a.png'],
      'pred_*_v2',
    );
    expect(pairs).toEqual([{ name: 'a', left: 'a.png', right: 'pred_a_v2.tif' }]);
    expect(rightOnly.map(({ file }) => file)).toEqual(['pred_c_v2.tif']);
    expect(() => pairFiles(['a.png'], ['a.png'], 'pred')).toThrow('Put one * in its place');
  });

  it('distinguishes a from a_seg where both folders have both', () => {
    const { pairs, ambiguous } = pairFiles(['a.png', 'a_seg.png'], ['a_seg.tif', 'a.tif']);
    expect(pairs.map(({ left, right }) => [left, right])).toEqual([
      ['a.png', 'a.tif'],
      ['a_seg.png', 'a_seg.tif'],
    ]);
    expect(ambiguous).toEqual([]);
  });

  it('refuses to choose between two files of one stem', () => {
    expect(pairFiles(['a.png'], ['a.png', 'a.tif']).ambiguous).toHaveLength(1);
    expect(pairFiles(['a.png', 'a.tif'], ['a.png', 'a.tif']).ambiguous).toHaveLength(1);
  });

  it('puts every file into exactly one list', () => {
    const stem = fc.constantFrom('a', 'b', 'c', 'd.1');
    const file = fc
      .tuple(stem, fc.constantFrom('', ...knownSuffixes), fc.constantFrom('.png', '.tif'))
      .map((parts) => parts.join(''));
    const folder = fc.uniqueArray(file, { maxLength: 12 });
    fc.assert(
      fc.property(folder, folder, (left, right) => {
        const { pairs, leftOnly, rightOnly, ambiguous, beside } = pairFiles(left, right);
        const seen = (side: 'left' | 'right') => [
          ...pairs.map((pair) => pair[side]),
          ...ambiguous.flatMap((group) => group[side]),
        ];
        const all = [
          ...seen('left'),
          ...seen('right'),
          ...[...leftOnly, ...rightOnly].map((one) => one.file),
          ...beside,
        ];
        expect(all.sort()).toEqual([...left, ...right].sort());
        expect(new Set(pairs.map(({ name }) => name)).size).toBe(pairs.length);
      }),
      { seed: 20260713 },
    );
  });
});
